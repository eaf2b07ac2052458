using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Every ten minutes, on every replica: rotates signing keys when due and forgets codes and families long dead.
/// </summary>
internal sealed class TokenUpkeep(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenUpkeep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (TransientFaults.IsTransient(e))
            {
                logger.LogWarning("Token upkeep waits for the database: {Reason}", e.GetBaseException().Message);
            }
        }
    }

    internal static async Task ForgetPhoneCodesAsync(OrganisationsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (asked, sent) = (now - PhoneCode.Hour, now - MailboxMessage.Lifetime);
        await db.PhoneCodes.Where(c => c.AskedAt < asked).ExecuteDeleteAsync(ct);
        await db.OutgoingTexts.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.MailboxMessages.Where(m => m.SentAt < sent).ExecuteDeleteAsync(ct);
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<RotateSigningKeys>().RunAsync(ct))
        {
            logger.LogInformation("A new signing key is published");
        }

        var db = scope.ServiceProvider.GetRequiredService<OrganisationsDb>();
        // A day longer than they live, so that a replay is still recognised as one.
        var codes = time.GetUtcNow() - TimeSpan.FromDays(1);
        await db.Codes.Where(c => c.CreatedAt < codes).ExecuteDeleteAsync(ct);
        var families = time.GetUtcNow() - TokenFamily.Lifetime - TimeSpan.FromDays(1);
        await db.Families.Where(f => f.SignedInAt < families).ExecuteDeleteAsync(ct);
        await ForgetPhoneCodesAsync(db, time.GetUtcNow(), ct);
    }
}
