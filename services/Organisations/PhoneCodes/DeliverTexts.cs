using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>
/// Takes texts that are due, on every replica, and gives them to the sender. Taking one puts its next attempt off by
/// more than the sender's time limit, so that it is in one pair of hands; a crash repeats it then. 10, 20, 40 … seconds
/// apart: five attempts while its code is good.
/// </summary>
internal sealed class DeliverTexts(
    IServiceScopeFactory scopes, ISmsSender sender, KeyRing keys, TimeProvider time, ILogger<DeliverTexts> logger)
    : BackgroundService
{
    /// <summary>All at once: a provider that takes its five seconds for each must not hold the others up.</summary>
    private const int Batch = 64;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunAsync(stoppingToken) == Batch)
                {
                    logger.LogInformation("{Count} texts in one batch: more are waiting", Batch);
                }
            }
            catch (Exception e) when (TransientFaults.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Texts wait for the database: {Reason}", e.GetBaseException().Message);
            }
        }
    }

    /// <returns>How many were taken.</returns>
    private async Task<int> RunAsync(CancellationToken ct)
    {
        var taken = await TakeAsync(ct);
        var delivered = await Task.WhenAll(taken.Select(t => DeliverAsync(t, ct)));
        var done = taken.Zip(delivered).Where(x => x.Second).Select(x => x.First.Id).ToList();
        if (done.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OrganisationsDb>();
            await db.OutgoingTexts.Where(t => done.Contains(t.Id)).ExecuteDeleteAsync(ct);
        }

        return taken.Count;
    }

    private async Task<List<OutgoingText>> TakeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<OrganisationsDb>().OutgoingTexts.FromSql($"""
            update outgoing_text set attempts = attempts + 1,
                next_at = {now}::timestamptz + interval '10 seconds' * power(2, attempts)
            where phone_index in (
                select phone_index from outgoing_text where next_at <= {now} and expires_at > {now}
                order by next_at limit {Batch} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Whatever the sender throws is its own fault to mend: this text comes again, the others go on.</summary>
    private async Task<bool> DeliverAsync(OutgoingText text, CancellationToken ct)
    {
        var sms = new Sms(
            text.Id, keys.OpenText(OutgoingText.PhonePurpose, text.Id, text.SealedPhone),
            keys.OpenText(OutgoingText.TextPurpose, text.Id, text.SealedText));
        try
        {
            if (await sender.SendAsync(sms, ct))
            {
                return true;
            }

            logger.LogWarning("Text {Id} was not taken, attempt {Attempt}", text.Id, text.Attempts);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.LogWarning("Text {Id} was not sent, attempt {Attempt}: {Reason}",
                text.Id, text.Attempts, e.GetBaseException().Message);
        }

        return false;
    }
}
