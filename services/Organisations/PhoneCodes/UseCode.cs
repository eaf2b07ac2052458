using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>Number and one-time code → account, once; every try leaves an audit row.</summary>
public sealed class UseCode(OrganisationsDb db, KeyRing keys, Attempts attempts, TimeProvider time)
{
    /// <param name="onSuccess">
    /// What the sign-in brings; saved with the use of the code, so that a crash between leaves the code good.
    /// </param>
    public async Task<SignInOutcome> TryAsync(
        string phone, string code, string clientId, string address, Func<Guid, Task> onSuccess, CancellationToken ct)
    {
        if (await attempts.IsHeldBackAsync(address, ct))
        {
            await attempts.RecordAsync(SignInOutcome.TooManyFromAddress, null, clientId, null, address, ct);
            return SignInOutcome.TooManyFromAddress;
        }

        var index = RiderText.PhoneIndex(keys, phone);
        return await db.InTransactionAsync(async () =>
        {
            var (outcome, account) = await CheckAsync(index, code, ct);
            await attempts.RecordAsync(outcome, account, clientId, account is null ? phone : null, address, ct);
            if (outcome == SignInOutcome.SucceededByCode)
            {
                await onSuccess(account!.Value);
            }

            return outcome;
        }, ct);
    }

    /// <summary>
    /// The try is counted before the code is looked at. The row stays locked until the transaction ends: of one code
    /// used twice at once the second finds it used.
    /// </summary>
    private async Task<(SignInOutcome Outcome, Guid? Account)> CheckAsync(
        byte[] index, string code, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var oldest = now - PhoneCode.Lifetime;
        var tried = await db.PhoneCodes.FromSql($"""
            update phone_code set tries = tries + 1
            where phone_index = {index} and used_at is null and tries < {PhoneCode.MaxTries} and asked_at > {oldest}
            returning *
            """).AsNoTracking().ToListAsync(ct);
        if (tried is not [var row])
        {
            var account = await db.PhoneCodes.Where(c => c.PhoneIndex == index).Select(c => c.AccountId)
                .SingleOrDefaultAsync(ct);
            return (SignInOutcome.NoGoodCode, account);
        }

        if (!CryptographicOperations.FixedTimeEquals(row.CodeHash, SendCode.Hash(keys, row.Id, code)))
        {
            return (SignInOutcome.WrongCode, row.AccountId);
        }

        var used = await db.Database.ExecuteSqlAsync($"""
            update phone_code set used_at = {now} where phone_index = {index} and id = {row.Id} and used_at is null
            """, ct);
        return used == 1 ? await AdmitAsync(index, row.AccountId, ct) : (SignInOutcome.NoGoodCode, row.AccountId);
    }

    /// <summary>Rider or account may have been struck off since the code was sent.</summary>
    private async Task<(SignInOutcome, Guid?)> AdmitAsync(byte[] index, Guid? account, CancellationToken ct)
    {
        if (account is null)
        {
            return (SignInOutcome.UnknownAccount, null);
        }

        return await SendCode.AccountOfAsync(db, index, ct) == account
            ? (SignInOutcome.SucceededByCode, account) : (SignInOutcome.Disabled, account);
    }
}
