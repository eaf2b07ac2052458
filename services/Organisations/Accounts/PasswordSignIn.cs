using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>Name and password → account, or why not; every attempt leaves an audit row.</summary>
public sealed class PasswordSignIn(
    OrganisationsDb db, Attempts attempts, IPasswordHasher<Account> hasher, ILookupNormalizer names, SignInLoad load)
{
    /// <summary>
    /// Callers show the same words for every failure but the held-back address: whether an account exists is nobody's
    /// business. The time is the same too: for an unknown or locked account a password is checked in vain.
    /// </summary>
    public async Task<(Account? Account, SignInOutcome Outcome)> TryAsync(
        string name, string password, string clientId, string address, CancellationToken ct)
    {
        if (await attempts.IsHeldBackAsync(address, ct))
        {
            await attempts.RecordAsync(SignInOutcome.TooManyFromAddress, null, clientId, null, address, ct);
            return (null, SignInOutcome.TooManyFromAddress);
        }

        var account = await FindAsync(name, ct);
        var outcome = await CheckAsync(account, password, ct);
        await attempts.RecordAsync(outcome, account?.Id, clientId, account is null ? name : null, address, ct);
        return (outcome == SignInOutcome.Succeeded ? account : null, outcome);
    }

    /// <summary>What can be no user name is not looked up: a text may hold what the database cannot take.</summary>
    private async Task<Account?> FindAsync(string name, CancellationToken ct)
    {
        var normalized = names.NormalizeName(name);
        return GrantRules.IsUserName(name)
            ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, ct) : null;
    }

    private async Task<SignInOutcome> CheckAsync(Account? account, string password, CancellationToken ct)
    {
        if (account?.PasswordHash is null)
        {
            await load.VerifyInVainAsync(password, ct);
            return SignInOutcome.UnknownAccount;
        }

        if (!await attempts.TryBeginAsync(account.Id, ct))
        {
            await load.VerifyInVainAsync(password, ct);
            return SignInOutcome.LockedOut;
        }

        var result =
            await load.RunAsync(() => hasher.VerifyHashedPassword(account, account.PasswordHash, password), ct);
        if (result == PasswordVerificationResult.Failed)
        {
            return SignInOutcome.WrongPassword;
        }

        await attempts.SucceededAsync(account.Id, ct);
        return account.Active ? SignInOutcome.Succeeded : SignInOutcome.Disabled;
    }
}
