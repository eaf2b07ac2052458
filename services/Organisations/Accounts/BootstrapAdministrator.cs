using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>
/// Makes the first administrator, once, for whoever holds the secret that operations set as <c>Bootstrap:Secret</c>.
/// There is no default administrator and no default password.
/// </summary>
internal static class BootstrapAdministrator
{
    private const int MinSecretLength = 16;

    internal sealed record Request(string? Secret, string? UserName, string? Password, string? DisplayName);

    private static readonly Refusal WrongSecret = new(
        403, "WrongSecret", "引导密钥不正确。", "The bootstrap secret is wrong.");

    private static readonly Refusal AlreadyBootstrapped = new(
        409, "AlreadyBootstrapped", "已有管理员，请由管理员创建账户。", "There is an administrator already. Ask them for an account.");

    public static async Task<Results<Created<CreateAccount.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, OrganisationsDb db, UserManager<Account> accounts, Attempts attempts,
        IConfiguration configuration, TimeProvider time, CancellationToken ct)
    {
        var address = Attempts.AddressOf(http);
        if (await attempts.IsHeldBackAsync(address, ct))
        {
            http.Response.Headers.RetryAfter =
                ((int)Attempts.Lockout.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Refusals.TooManyRequests.ToProblem();
        }

        if (!Knows(configuration["Bootstrap:Secret"], request.Secret))
        {
            await attempts.RecordAsync(SignInOutcome.WrongBootstrapSecret, null, null, null, address, ct);
            return WrongSecret.ToProblem();
        }

        var invalid = new Invalid()
            .When(!GrantRules.IsUserName(request.UserName), "userName",
                "用户名为 3–64 位字母、数字或 . - _。", "User name: 3–64 letters, digits, '.', '-' or '_'.")
            .When(request.Password is null or { Length: > 200 }, "password",
                "请填写密码，最多 200 字。", "Password: required, at most 200 characters.");
        return invalid.Any ? invalid.ToProblem() : await MakeAsync(request, db, accounts, time.GetUtcNow(), ct);
    }

    /// <summary>A secret that is not set, or too short to be one, opens nothing.</summary>
    private static bool Knows(string? secret, string? given) =>
        secret is { Length: >= MinSecretLength } && given is not null
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    private static async Task<Results<Created<CreateAccount.Answer>, ProblemHttpResult>> MakeAsync(
        Request request, OrganisationsDb db, UserManager<Account> accounts, DateTimeOffset now, CancellationToken ct)
    {
        var account =
            CreateAccount.NewAccount(request.UserName!, request.DisplayName ?? "管理员 Administrator", null, now);
        GrantRequest[] grants = [new(Roles.Administrator, "", null)];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Grants.AnyAsync(g => g.Role == Roles.Administrator && g.RegionCode == "", ct)
            || !await ClaimAsync(account.Id, db, now, ct))
        {
            return AlreadyBootstrapped.ToProblem();
        }

        if (await CreateAccount.SaveAsync(account, request.Password!, grants, db, accounts, ct) is { } problem)
        {
            return problem;
        }

        await transaction.CommitAsync(ct);
        return TypedResults.Created(
            "/api/v1/accounts/me",
            new CreateAccount.Answer(account.Id, account.UserName!, account.DisplayName, null, grants));
    }

    /// <summary>Of two at once the second waits here for the first one's end.</summary>
    private static async Task<bool> ClaimAsync(
        Guid account, OrganisationsDb db, DateTimeOffset now, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into bootstrap (id, account_id, at) values ({BootstrapRow.TheOne}, {account}, {now})
            on conflict do nothing
            """, ct) == 1;
}
