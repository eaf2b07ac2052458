using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

// Stands in for the package OpenTelemetry.Extensions.Hosting, which the feed lacks, under the package's own names, so
// that the program's chain compiles unchanged against either. Left out of the build where UseAspirePackages is true.
#pragma warning disable IDE0130 // The namespaces are the package's, not this folder's.
namespace Microsoft.Extensions.DependencyInjection
{
    public static class OpenTelemetryServicesExtensions
    {
        /// <summary>
        /// Registers what builds the providers at start. It is inserted before every other hosted service: started
        /// first, so that it sees their first span, and stopped last, so that it sends their last.
        /// </summary>
        public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
        {
            if (!services.Any(d =>
                d.ServiceType == typeof(IHostedService) && d.ImplementationType == typeof(TelemetryHostedService)))
            {
                services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());
            }

            return new OpenTelemetryBuilder(services);
        }
    }
}

namespace OpenTelemetry
{
    public sealed class OpenTelemetryBuilder : IOpenTelemetryBuilder
    {
        internal OpenTelemetryBuilder(IServiceCollection services) => Services = services;

        public IServiceCollection Services { get; }

        public OpenTelemetryBuilder ConfigureResource(Action<ResourceBuilder> configure)
        {
            OpenTelemetryBuilderSdkExtensions.ConfigureResource(this, configure);
            return this;
        }

        public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure)
        {
            OpenTelemetryBuilderSdkExtensions.WithTracing(this, configure);
            return this;
        }

        public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure)
        {
            OpenTelemetryBuilderSdkExtensions.WithMetrics(this, configure);
            return this;
        }

        public OpenTelemetryBuilder WithLogging()
        {
            OpenTelemetryBuilderSdkExtensions.WithLogging(this);
            return this;
        }
    }

    /// <summary>
    /// A provider does nothing until it is built, and loses what it holds unless it is flushed before the process ends.
    /// </summary>
    internal sealed class TelemetryHostedService(IServiceProvider services) : IHostedService
    {
        /// <summary>A collector that is away must not hold up a stop: the three flushes share this.</summary>
        private const int FlushMilliseconds = 3000;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetService<MeterProvider>();
            services.GetService<TracerProvider>();
            services.GetService<LoggerProvider>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
            Task.Run(() =>
                services.GetService<TracerProvider>()?.ForceFlush(FlushMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<MeterProvider>()?.ForceFlush(FlushMilliseconds), CancellationToken.None),
            Task.Run(() =>
                services.GetService<LoggerProvider>()?.ForceFlush(FlushMilliseconds), CancellationToken.None))
            .WaitAsync(cancellationToken);
    }
}
