using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP where a collector is named, and one readable line per event on the console.
/// </summary>
internal static class TelemetryDefaults
{
    /// <summary>RabbitMQ.Client's own sources are left out: they double MassTransit's.</summary>
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", OutboxPublisher.Source.Name];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "Microsoft.EntityFrameworkCore",
            OutboxMetrics.MeterName, "RiderPlatform.Webhooks",
    ];

    /// <summary>
    /// The lowest of all settings, so that a file or a variable overrides each. EF Core's command and update errors
    /// come up as exceptions, which whoever handles them reports if they matter: a lost race is no error at night.
    /// </summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        // A check that fails is told to whoever asked; a line for each asking would bury what broke it.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Critical",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "Critical",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
    };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // The server's spans carry no tags at all otherwise (ASP.NET Core 10), and the sampler could not see the path.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.FormatterName = ConsoleLine.FormatterName);
        builder.Logging.AddConsoleFormatter<ConsoleLine, ConsoleLineOptions>();
        // Without a reader every span and every measurement would be made for nobody: about a tenth of a request's
        // cost.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => Name(r, builder))
            .WithTracing(t => t.AddSource(Sources).SetSampler(new ProbeSampler()))
            .WithMetrics(m => m.AddMeter(Meters))
            .WithLogging()
            .UseOtlpExporter();
    }

    public static void UseTelemetry(this IApplicationBuilder app)
    {
        app.Use(Correlation.InvokeAsync);
        app.Use(ServerSpan.InvokeAsync);
    }

    private static void Name(ResourceBuilder resource, WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_SERVICE_NAME"] is not { Length: > 0 })
        {
            resource.AddService(builder.Environment.ApplicationName);
        }
    }
}
