using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Accounts;

internal static class CreateAccount
{
    internal sealed record Request(
        string? UserName, string? Password, string? DisplayName, Guid? RiderId, IReadOnlyList<GrantRequest>? Grants);

    internal sealed record Answer(
        Guid Id, string UserName, string DisplayName, Guid? RiderId, IReadOnlyList<GrantRequest> Grants);

    private static readonly Refusal UserNameTaken = new(
        409, "UserNameTaken", "用户名已被使用，请换一个。", "This user name is taken. Choose another.");

    private static readonly Refusal RiderHasAccount = new(
        409, "RiderHasAccount", "该骑手已有账户。", "This rider has an account already.");

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, OrganisationsDb db, UserManager<Account> accounts, TimeProvider time,
        CancellationToken ct)
    {
        var grants = request.Grants ?? [];
        var invalid = await CheckAsync(request, grants, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (GrantRequest.RefuseBeyond(scope, grants) is { } beyond)
        {
            return beyond.ToProblem();
        }

        var account = NewAccount(request.UserName!, request.DisplayName!, request.RiderId, time.GetUtcNow());
        return await SaveAsync(account, request.Password!, grants, db, accounts, ct) is { } problem
            ? problem
            : TypedResults.Created("/api/v1/accounts/me", new Answer(
                account.Id, account.UserName!, account.DisplayName, account.RiderId, grants));
    }

    internal static Account NewAccount(string userName, string displayName, Guid? rider, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = userName,
        DisplayName = displayName.Trim(),
        RiderId = rider,
        CreatedAt = now,
    };

    /// <summary>Null when account and grants are in.</summary>
    internal static async Task<ProblemHttpResult?> SaveAsync(
        Account account, string password, IReadOnlyList<GrantRequest> grants, OrganisationsDb db,
        UserManager<Account> accounts, CancellationToken ct)
    {
        List<AccessGrant> given = [.. grants.Select(g => g.ToGrant(account.Id))];
        db.AddRange(given);
        db.PublishHandler(account, given, account.CreatedAt);
        try
        {
            // Saves the grants with it.
            var result = await accounts.CreateAsync(account, password);
            return result.Succeeded ? null : Translate(result);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) is { } index)
        {
            return index == AccountTables.RiderAccount ? RiderHasAccount.ToProblem() : UserNameTaken.ToProblem();
        }
    }

    private static ProblemHttpResult Translate(IdentityResult result) =>
        result.Errors.Any(e => e.Code == "DuplicateUserName")
        ? UserNameTaken.ToProblem()
        : new Invalid().Add("password", $"密码至少 {AccountsSetup.MinPasswordLength} 位，且不能只是重复的字符。",
            string.Join(' ', result.Errors.Select(e => e.Description))).ToProblem();

    private static async Task<Invalid> CheckAsync(
        Request request, IReadOnlyList<GrantRequest> grants, OrganisationsDb db, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(!GrantRules.IsUserName(request.UserName), "userName",
                "用户名为 3–64 位字母、数字或 . - _。", "User name: 3–64 letters, digits, '.', '-' or '_'.")
            .When(request.Password is null or { Length: > 200 }, "password",
                "请填写密码，最多 200 字。", "Password: required, at most 200 characters.")
            .When(PersonalText.Name(request.DisplayName, 60) is null, "displayName",
                "名称为 1–60 字。", "Display name: 1–60 characters.")
            .When(grants.Count == 0, "grants", "至少一条权限。", "At least one grant.");
        var riderRole = grants.Any(g => g?.Role == Roles.Rider);
        invalid.When(riderRole != request.RiderId is not null, "riderId",
            "骑手账户须同时有骑手编号与骑手角色。", "A rider's account has both a rider id and the role rider.");
        invalid.When(request.RiderId is { } rider && !await db.Riders.AnyAsync(r => r.Id == rider, ct), "riderId",
            "没有这名骑手。", "No rider has this id.");
        await GrantRequest.CheckAsync(grants, invalid, db, ct);
        return invalid;
    }
}
