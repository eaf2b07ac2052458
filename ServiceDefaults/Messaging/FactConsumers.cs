using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// The facts that a service consumes: a quorum queue for each consumer, called <c>service.purpose-in-kebab-case</c>.
/// </summary>
public sealed class FactConsumers<TDb>(IServiceCollection services, string service) where TDb : DbContext
{
    /// <summary>
    /// Measured with awards: 250 in a batch and three batches at once took a quarter more a second than 100 and two.
    /// Prefetch covers one more than is in work.
    /// </summary>
    private const int BatchLimit = 250;
    private const int Concurrency = 3;
    private readonly List<Action<IBusRegistrationConfigurator>> _register = [];
    private readonly List<Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>> _configure = [];

    public FactConsumers<TDb> Add<TFact, TConsumer>() where TFact : class where TConsumer : class, IConsumeFacts<TFact>
    {
        services.AddScoped<TConsumer>();
        var queue = $"{service}.{JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(TConsumer).Name)}";
        _register.Add(bus => bus.AddConsumer<FactIntake<TDb, TFact, TConsumer>>());
        _configure.Add((context, rabbit) =>
            rabbit.ReceiveEndpoint(queue, e => ConfigureQueue<TFact, TConsumer>(context, e)));
        return this;
    }

    internal void Register(IBusRegistrationConfigurator bus) => _register.ForEach(r => r(bus));

    internal void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit) =>
        _configure.ForEach(c => c(context, rabbit));

    private static void ConfigureQueue<TFact, TConsumer>(
        IBusRegistrationContext context, IRabbitMqReceiveEndpointConfigurator endpoint)
        where TFact : class where TConsumer : class, IConsumeFacts<TFact>
    {
        endpoint.SetQuorumQueue();
        // Facts travel as plain JSON, which the queue's one type is read from; MassTransit's own envelope is read too.
        endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType);
        // A crash of the consumer counts as a delivery of every prefetched message: a small limit drops good messages,
        // and brokers from 4.0 on have a small one by default. FactIntake parks poison, so the limit need not.
        endpoint.SetQueueArgument("x-delivery-limit", 1_000_000);
        endpoint.PrefetchCount = BatchLimit * (Concurrency + 1);
        endpoint.UseMessageRetry(r =>
        {
            r.Handle<Exception>(TransientFaults.IsTransient);
            r.Interval(100_000, TimeSpan.FromSeconds(1));
        });
        endpoint.ConfigureConsumer<FactIntake<TDb, TFact, TConsumer>>(context, c => c.Options<BatchOptions>(b => b
            .SetMessageLimit(BatchLimit).SetTimeLimit(TimeSpan.FromMilliseconds(5)).SetConcurrencyLimit(Concurrency)));
    }
}
