using System.Collections.Concurrent;
using Npgsql;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Sends what is due, many at once: each attempt runs by itself, so that a receiver that hangs holds up its own
/// deliveries and nobody else's.
/// </summary>
public sealed class DeliverWebhooks(
    WebhookQueue queue, WebhookSender sender, WebhookMetrics metrics, TimeProvider time,
    ILogger<DeliverWebhooks> logger) : BackgroundService
{
    private const int AtOnce = 128;

    /// <summary>Endpoints that fail never take the room of those that answer.</summary>
    private const int AtOnceToFailing = 64;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, (Task Attempt, bool Failing)> _running = new();

    /// <summary>Never disposed: attempts may end after the host has.</summary>
    private readonly SemaphoreSlim _bell = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await StartDueAsync(stoppingToken) == 0)
                {
                    // An attempt that ended rings: what waited behind it is due now.
                    await _bell.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning("Webhooks wait for the database: {Reason}", e.Message);
                await _bell.WaitAsync(Poll, stoppingToken);
            }
        }
    }

    /// <summary>Attempts under way may end; another replica takes over what does not.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(_running.Values.Select(r => r.Attempt)).WaitAsync(Farewell, cancellationToken);
        }
        catch (TimeoutException)
        {
            logger.LogInformation("{Count} webhooks are left to another replica", _running.Count);
        }
    }

    private async Task<int> StartDueAsync(CancellationToken ct)
    {
        var room = AtOnce - _running.Count;
        if (room <= 0)
        {
            return 0;
        }

        var claimed = await queue.ClaimAsync(room, AtOnceToFailing - _running.Values.Count(r => r.Failing), ct);
        foreach (var due in claimed)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running[due.Id] = (AttemptAsync(due, started.Task), due.Failing);
            started.SetResult();
        }

        return claimed.Count;
    }

    private async Task AttemptAsync(DueDelivery due, Task listed)
    {
        await listed;
        try
        {
            var attempt = await sender.SendAsync(due, CancellationToken.None);
            await RecordAsync(due, attempt);
        }
        catch (Exception e)
        {
            // The lease ends by itself, and the attempt is made again.
            logger.LogWarning("Webhook {Webhook}: attempt not recorded: {Reason}", due.SubscriptionId, e.Message);
        }
        finally
        {
            _running.TryRemove(due.Id, out _);
            _bell.Release();
        }
    }

    private async Task RecordAsync(DueDelivery due, Attempt attempt)
    {
        if (attempt.Delivered)
        {
            await queue.DeliveredAsync(due, attempt, CancellationToken.None);
            metrics.Delivered(time.GetUtcNow() - due.OccurredAt);
            return;
        }

        metrics.Failed(attempt);
        // Jitter needs no secrecy.
#pragma warning disable CA5394
        var disabled = await queue.FailedAsync(due, attempt, Random.Shared.NextDouble(), CancellationToken.None);
#pragma warning restore CA5394
        if (disabled is not null)
        {
            metrics.Disabled();
            logger.LogError(
                "Webhook {Webhook} of unit {Unit} is disabled: {Reason}, last answer {Status} {Error}",
                due.SubscriptionId, due.UnitId, disabled, attempt.Status, attempt.Error);
        }
    }
}
