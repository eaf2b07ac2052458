using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>
/// What holds back guessing: five wrong passwords lock an account for a quarter of an hour, and an address with too
/// many failures waits, whichever accounts it tried. Kept in the database: all replicas count together.
/// </summary>
public sealed class Attempts(OrganisationsDb db, KeyRing keys, TimeProvider time, IConfiguration configuration)
{
    public const int AllowedPerAccount = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private readonly int _allowedPerAddress = configuration.GetValue("Identity:FailuresPerAddress", 50);

    /// <summary>
    /// Many people may share one address; failures only are counted. To ask for a one-time code counts as one until
    /// that code brings a sign-in: whoever asks for numbers that are not theirs is held back like a guesser.
    /// </summary>
    public async Task<bool> IsHeldBackAsync(string address, CancellationToken ct)
    {
        var since = time.GetUtcNow() - Lockout;
        var recent = db.SignIns.Where(s => s.Address == address && s.At > since);
        var failures = await recent.CountAsync(s => s.Outcome != SignInOutcome.Succeeded
            && s.Outcome != SignInOutcome.SucceededByCode && s.Outcome != SignInOutcome.TooManyFromAddress, ct);
        return failures >= _allowedPerAddress
            && failures - await recent.CountAsync(s => s.Outcome == SignInOutcome.SucceededByCode, ct)
                >= _allowedPerAddress;
    }

    /// <summary>
    /// Counts an attempt before the password is looked at, in one statement: a hundred guesses at once are still five.
    /// False when the account is locked.
    /// </summary>
    public async Task<bool> TryBeginAsync(Guid account, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var until = now + Lockout;
        return await db.Database.ExecuteSqlAsync($"""
            update account set
                access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
                lockout_end = case when lockout_end is null and access_failed_count + 1 >= {AllowedPerAccount}
                    then {until}::timestamptz end
            where id = {account} and (lockout_end is null or lockout_end <= {now})
            """, ct) == 1;
    }

    public Task SucceededAsync(
        Guid account, CancellationToken ct) => db.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(
        s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), ct);

    /// <param name="typedName">Where no account has it; kept as a keyed index only.</param>
    public async Task RecordAsync(
        SignInOutcome outcome, Guid? subject, string? clientId, string? typedName, string address, CancellationToken ct)
    {
        var row = new SignInRecord
        {
            At = time.GetUtcNow(),
            Outcome = outcome,
            SubjectId = subject,
            ClientId = clientId is { Length: > 64 } ? clientId[..64] : clientId,
            TypedNameIndex = typedName is null ? null : keys.Index("typed-name", typedName.ToUpperInvariant()),
            Address = address,
        };
        await db.Database.ExecuteSqlAsync($"""
            insert into sign_in (at, outcome, subject_id, client_id, typed_name_index, address)
            values (
                {row.At}, {row.Outcome.ToString()}, {row.SubjectId}, {row.ClientId}, {row.TypedNameIndex},
                {row.Address})
            """, ct);
    }

    /// <summary>The caller's address as the gateway saw it.</summary>
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown";
    }
}
