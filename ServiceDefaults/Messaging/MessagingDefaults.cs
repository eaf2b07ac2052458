using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>MassTransit on RabbitMQ with the settings that <c>README.md</c> (Decisions) gives reasons for.</summary>
public static class MessagingDefaults
{
    /// <summary>The broker's connection string.</summary>
    public const string BrokerName = "messaging";

    /// <summary>Outbox relay, and a queue for each consumer that <paramref name="consumers"/> names.</summary>
    /// <param name="database">The connection string's name of the service's database.</param>
    public static void AddMessaging<TDb>(
        this WebApplicationBuilder builder, string database, Action<FactConsumers<TDb>>? consumers = null)
            where TDb : DbContext
    {
        var connectionString = DatabaseDefaults.ConnectionString(builder.Configuration, database);
        builder.Services.AddSingleton(new RelayDatabase(connectionString));
        builder.Services.AddSingleton<OutboxBell>();
        builder.Services.AddSingleton<OutboxMetrics>();
        builder.Services.AddSingleton(_ => new OutboxPublisher(BrokerAddress(builder.Configuration)));
        builder.Services.AddHostedService(s => s.GetRequiredService<OutboxMetrics>());
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<InboxSweep>();
        builder.Services.Configure<MassTransitHostOptions>(o =>
        {
            // A service serves while the broker is away: intake goes on and the outbox waits.
            o.WaitUntilStarted = false;
            o.StopTimeout = TimeSpan.FromSeconds(10);
        });
        var queues = new FactConsumers<TDb>(builder.Services, database);
        consumers?.Invoke(queues);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(o => o.MinimalFailureStatus = HealthStatus.Degraded);
            queues.Register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(BrokerAddress(builder.Configuration), h =>
                {
                    h.Heartbeat(TimeSpan.FromSeconds(5));
                    h.RequestedConnectionTimeout(TimeSpan.FromSeconds(3));
                });
                rabbit.DeployTopologyOnly = builder.Configuration.GetValue<bool>(Topology.OnlyKey);
                rabbit.MessageTopology.SetEntityNameFormatter(
                    new WireNames(rabbit.MessageTopology.EntityNameFormatter));
                queues.Configure(context, rabbit);
            });
        });
    }

    private static Uri BrokerAddress(IConfiguration configuration) =>
        new(configuration.GetConnectionString(BrokerName) ?? throw new InvalidOperationException(
            $"ConnectionStrings:{BrokerName} is not set: amqp://user:password@host:port[/vhost]"));

    private sealed class WireNames(IEntityNameFormatter others) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() =>
            Facts.IsFact(typeof(T)) ? Facts.Of(typeof(T)).WireName : others.FormatEntityName<T>();
    }
}
