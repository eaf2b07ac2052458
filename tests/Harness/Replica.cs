using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RiderPlatform.Harness;

/// <summary>The real program in this process, on Kestrel and a free port.</summary>
/// <param name="services">What a test puts in the place of the program's own, such as the clock.</param>
public sealed class Replica<TProgram>(
    IReadOnlyCollection<KeyValuePair<string, string>> settings, Action<IServiceCollection>? services = null)
    : IAsyncDisposable where TProgram : class
{
    private readonly Factory _factory = new(settings, services);

    public IServiceProvider Services => _factory.Services;

    public Uri Address =>
        new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async Task StartAsync()
    {
        // Not UseKestrel(0): the factory sets that port while the program may be binding already (aspnetcore 67714).
        _factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.ReturnsAsync(async () =>
        {
            var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
            var body = await health.Content.ReadAsStringAsync();
            return health.IsSuccessStatusCode && !body.Contains("Degraded", StringComparison.Ordinal)
                ? true : throw new TimeoutException(
                    $"{typeof(TProgram).Assembly.GetName().Name} is not healthy: {body}");
        });
    }

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    private sealed class Factory(
        IReadOnlyCollection<KeyValuePair<string, string>> settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<TProgram>
    {
        /// <summary>
        /// The program lies beside the tests; without this the factory searches the disk for a solution file.
        /// </summary>
        static Factory()
        {
            var name = typeof(TProgram).Assembly.GetName().Name!.ToUpperInvariant()
                .Replace(".", "_", StringComparison.Ordinal);
            Environment.SetEnvironmentVariable($"ASPNETCORE_TEST_CONTENTROOT_{name}", AppContext.BaseDirectory);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.AddProvider(new ServiceLog()));
            if (services is not null)
            {
                builder.ConfigureServices(services);
            }
        }
    }
}
