using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Declares a service's queues and bindings before anything is published: an exchange without a queue confirms and
/// loses.
/// </summary>
internal static class Topology
{
    /// <summary>Set in the migrate step: the bus then declares and consumes nothing.</summary>
    public const string OnlyKey = "Messaging:TopologyOnly";

    public static async Task DeployAsync(IServiceProvider services, CancellationToken ct)
    {
        var bus = services.GetService<IBusControl>();
        if (bus is null)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await bus.StartAsync(limit.Token);
        await bus.StopAsync(limit.Token);
    }
}
