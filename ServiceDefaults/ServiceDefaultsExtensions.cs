using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Memory;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.ServiceDefaults.OpenApi;
using RiderPlatform.ServiceDefaults.Telemetry;

namespace RiderPlatform.ServiceDefaults;

/// <summary>What every process of the platform has in common, in two calls.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>A JSON body larger than this is refused; endpoints that take files raise it for themselves.</summary>
    public const long MaxRequestBytes = 256 * 1024;

    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        if (IsMigration(Environment.GetCommandLineArgs()))
        {
            builder.Configuration.AddInMemoryCollection([new(Topology.OnlyKey, "true")]);
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.Services.AddProblemAnswers();
        builder.Services.AddServiceAddresses();
        builder.Services.AddTokenIdentity();
        builder.Services.ReadKeyRingWhenNeeded();
        builder.Services.AddHealthChecks();
        builder.Services.AddHostedService<GiveMemoryBack>();
        builder.Services.AddApiDescription();
        builder.Services.Configure<JsonOptions>(o => Configure(o.SerializerOptions));
        builder.Services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = MaxRequestBytes;
            o.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });
        return builder;
    }

    /// <summary>
    /// How every process answers, the gateway too; services get it with <see
    /// cref="UseServiceDefaults(WebApplication)"/>.
    /// </summary>
    public static WebApplication UseAnswerDefaults(this WebApplication app)
    {
        app.UseTelemetry();
        app.UseProblemAnswers();
        return app;
    }

    /// <summary>Telemetry, errors, authentication, health; call it before mapping endpoints.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseAnswerDefaults();
        return app.UseRequestDefaults();
    }

    /// <summary>The same for a process that answers errors in a form of its own.</summary>
    /// <param name="answers">Takes the place of problem details.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app, Action<WebApplication> answers)
    {
        app.UseTelemetry();
        answers(app);
        return app.UseRequestDefaults();
    }

    /// <summary>Routing, authentication, health.</summary>
    private static WebApplication UseRequestDefaults(this WebApplication app)
    {
        if (app.Services.GetService<OutboxBell>() is { } bell)
        {
            app.Use(bell.RingAfterAsync);
        }

        app.UseRouting();
        app.Use(IdempotencyFilter.BufferAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthAnswer.WriteAsync })
            .AllowAnonymous();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapApiDescription();
        return app;
    }

    /// <summary>
    /// Runs the service, or with the argument <c>migrate</c> prepares its database and queues and ends.
    /// </summary>
    public static async Task RunServiceAsync(this WebApplication app, string[] args)
    {
        if (!IsMigration(args))
        {
            await app.RunAsync();
            return;
        }

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await using (app)
        {
            await MigrateCommand.RunAsync(app, stop.Token);
        }
    }

    private static bool IsMigration(string[] args) => args.Contains("migrate");

    private static void Configure(JsonSerializerOptions json)
    {
        json.MaxDepth = 16;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
    }
}
