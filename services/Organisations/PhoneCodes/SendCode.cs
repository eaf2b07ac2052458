using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.PhoneCodes;

public enum SendCodeOutcome
{
    /// <summary>Or would have been, if the number were a rider's: never told apart.</summary>
    Sent,
    TooSoon,
    TooManyThisHour,
    TooManyFromAddress,
}

/// <summary>Makes a one-time code for a number and puts its text on the way.</summary>
/// <remarks>
/// A number that nobody has takes the same path: the same statements, a row and a text of its own, born expired.
/// Otherwise the answer, its time or the limits would tell who is in the register.
/// </remarks>
public sealed class SendCode(OrganisationsDb db, KeyRing keys, Attempts attempts, TimeProvider time)
{
    private const string CodePurpose = "phone-code";

    public async Task<SendCodeOutcome> RunAsync(string phone, string clientId, string address, CancellationToken ct)
    {
        if (await attempts.IsHeldBackAsync(address, ct))
        {
            await attempts.RecordAsync(SignInOutcome.TooManyFromAddress, null, clientId, null, address, ct);
            return SendCodeOutcome.TooManyFromAddress;
        }

        var index = RiderText.PhoneIndex(keys, phone);
        var account = await AccountOfAsync(db, index, ct);
        var outcome = await db.InTransactionAsync(() => MakeAsync(phone, index, account, ct), ct);
        var record = outcome == SendCodeOutcome.Sent ? SignInOutcome.CodeAsked : SignInOutcome.CodeAskedTooOften;
        await attempts.RecordAsync(record, account, clientId, account is null ? phone : null, address, ct);
        return outcome;
    }

    /// <summary>Who may sign in with this number: an active account of an active rider.</summary>
    internal static async Task<Guid?> AccountOfAsync(OrganisationsDb db, byte[] phoneIndex, CancellationToken ct) =>
        await db.Accounts.Where(a => a.Active)
            .Join(db.Riders.Where(r => r.PhoneIndex == phoneIndex && r.Active), a => a.RiderId, r => r.Id,
                (a, _) => (Guid?)a.Id)
            .SingleOrDefaultAsync(ct);

    internal static byte[] Hash(KeyRing keys, Guid id, string code) => keys.Index(CodePurpose, $"{id}:{code}");

    private async Task<SendCodeOutcome> MakeAsync(string phone, byte[] index, Guid? account, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        if (!await TryKeepAsync(index, id, Hash(keys, id, code), account, now, ct))
        {
            var last = await db.PhoneCodes.Where(c => c.PhoneIndex == index).Select(c => c.AskedAt).SingleAsync(ct);
            return last > now - PhoneCode.Pause ? SendCodeOutcome.TooSoon : SendCodeOutcome.TooManyThisHour;
        }

        await PutOnTheWayAsync(phone, index, id, code, account is null ? now : now + PhoneCode.Lifetime, now, ct);
        return SendCodeOutcome.Sent;
    }

    /// <summary>Both limits and the new code in one statement: of two requests at once one is too soon.</summary>
    private async Task<bool> TryKeepAsync(
        byte[] index, Guid id, byte[] hash, Guid? account, DateTimeOffset now, CancellationToken ct)
    {
        var (pause, hour) = (now - PhoneCode.Pause, now - PhoneCode.Hour);
        return await db.Database.ExecuteSqlAsync($"""
            insert into phone_code as c (phone_index, id, code_hash, account_id, asked_at, asked_within_hour, tries)
            values ({index}, {id}, {hash}, {account}, {now}, array[{now}::timestamptz], 0)
            on conflict (phone_index) do update set
                id = excluded.id, code_hash = excluded.code_hash, account_id = excluded.account_id,
                asked_at = excluded.asked_at, tries = 0, used_at = null,
                asked_within_hour =
                    array(select t from unnest(c.asked_within_hour) t where t > {hour}) || excluded.asked_within_hour
            where c.asked_at <= {pause}
                and (select count(*) from unnest(c.asked_within_hour) t where t > {hour}) < {PhoneCode.MaxPerHour}
            """, ct) == 1;
    }

    private Task<int> PutOnTheWayAsync(
        string phone, byte[] index, Guid id, string code, DateTimeOffset expires, DateTimeOffset now,
        CancellationToken ct)
    {
        var sealedPhone = keys.SealText(OutgoingText.PhonePurpose, id, phone);
        var sealedText = keys.SealText(OutgoingText.TextPurpose, id, Text(code));
        return db.Database.ExecuteSqlAsync($"""
            insert into outgoing_text (phone_index, id, sealed_phone, sealed_text, expires_at, next_at, attempts)
            values ({index}, {id}, {sealedPhone}, {sealedText}, {expires}, {now}, 0)
            on conflict (phone_index) do update set
                id = excluded.id, sealed_phone = excluded.sealed_phone, sealed_text = excluded.sealed_text,
                expires_at = excluded.expires_at, next_at = excluded.next_at, attempts = 0
            """, ct);
    }

    /// <summary>Under 70 characters: one text message, not two.</summary>
    private static string Text(string code) =>
        $"【骑手平台】验证码 {code}，5 分钟内有效，请勿告诉他人。Code {code}, valid for 5 min.";
}
