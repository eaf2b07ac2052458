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
    private const int MaxGrants = 20;

    internal sealed record GrantRequest(string? Role, string? Region, Guid? OrganisationId);

    internal sealed record Request(
        string? UserName, string? Password, string? DisplayName, Guid? RiderId, IReadOnlyList<GrantRequest>? Grants);

    internal sealed record Answer(
        Guid Id, string UserName, string DisplayName, Guid? RiderId, IReadOnlyList<GrantRequest> Grants);

    private static readonly Refusal BeyondYourGrant = new(
        403, "BeyondYourGrant",
        "不能授予超出您本人管辖区划的权限。", "You cannot give what lies outside the region that you administer.");

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

        if (RefuseBeyond(scope, grants) is { } beyond)
        {
            return beyond.ToProblem();
        }

        var account = NewAccount(request.UserName!, request.DisplayName!, request.RiderId, time.GetUtcNow());
        return await SaveAsync(account, request.Password!, grants, db, accounts, ct) is { } problem
            ? problem
            : TypedResults.Created("/api/v1/accounts/me", new Answer(
                account.Id, account.UserName!, account.DisplayName, account.RiderId, grants));
    }

    /// <summary>Null when the caller administers wherever the grants hold.</summary>
    internal static Refusal? RefuseBeyond(Scope scope, IEnumerable<GrantRequest> grants)
    {
        var administers =
            scope.Of(Roles.Administrator).Where(g => g.Organisation is null).Select(g => g.Region).ToList();
        return grants.All(g => GrantRules.MayGive(administers, g.Region!)) ? null : BeyondYourGrant;
    }

    internal static AccessGrant NewGrant(Guid subject, GrantRequest grant) => new()
    {
        Id = Guid.CreateVersion7(),
        SubjectId = subject,
        Role = grant.Role!,
        RegionCode = grant.Region!,
        OrganisationId = grant.OrganisationId,
    };

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
        db.AddRange(grants.Select(g => NewGrant(account.Id, g)));
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

    private static ProblemHttpResult Translate(
        IdentityResult result) => result.Errors.Any(e => e.Code == "DuplicateUserName")
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
            .When(string.IsNullOrWhiteSpace(request.DisplayName) || request.DisplayName.Length > 60, "displayName",
                "名称为 1–60 字。", "Display name: 1–60 characters.")
            .When(grants.Count == 0, "grants", "至少一条权限。", "At least one grant.");
        var riderRole = grants.Any(g => g.Role == Roles.Rider);
        invalid.When(riderRole != request.RiderId is not null, "riderId",
            "骑手账户须同时有骑手编号与骑手角色。", "A rider's account has both a rider id and the role rider.");
        invalid.When(request.RiderId is { } rider && !await db.Riders.AnyAsync(r => r.Id == rider, ct), "riderId",
            "没有这名骑手。", "No rider has this id.");
        await CheckAsync(grants, invalid, db, ct);
        return invalid;
    }

    internal static async Task CheckAsync(
        IReadOnlyList<GrantRequest> grants, Invalid invalid, OrganisationsDb db, CancellationToken ct)
    {
        invalid.When(grants.Count > MaxGrants, "grants", $"权限最多 {MaxGrants} 条。", $"Grants: at most {MaxGrants}.")
            .When(grants.Distinct().Count() != grants.Count, "grants", "权限重复。", "A grant is given twice.");
        foreach (var grant in grants.Take(MaxGrants))
        {
            await CheckAsync(grant, invalid, db, ct);
        }
    }

    private static async Task CheckAsync(GrantRequest grant, Invalid invalid, OrganisationsDb db, CancellationToken ct)
    {
        var region = grant.Region is ""
            || (RegionCodes.IsWellFormed(grant.Region) && await db.Regions.AnyAsync(r => r.Code == grant.Region, ct));
        invalid.When(grant.Role is null || !Roles.All.Contains(grant.Role), "grants",
            $"没有角色“{grant.Role}”。", $"There is no role '{grant.Role}'.")
            .When(!region, "grants", $"没有区划“{grant.Region}”。", $"There is no region '{grant.Region}'.");
        if (grant.OrganisationId is { } id)
        {
            var found = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.Active, ct);
            invalid.When(found is null || !found.RegionCode.StartsWith(grant.Region ?? "", StringComparison.Ordinal),
                "grants", "该区划内没有这个组织。", "No such organisation in that region.");
        }
    }
}
