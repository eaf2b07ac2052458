using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>A grant as an administrator asks for it, for an account or for a client.</summary>
internal sealed record GrantRequest(string? Role, string? Region, Guid? OrganisationId)
{
    private const int MaxGrants = 20;

    private static readonly Refusal BeyondYourGrant = new(
        403, "BeyondYourGrant",
        "不能授予超出您本人管辖区划的权限。", "You cannot give what lies outside the region that you administer.");

    /// <summary>Null when the caller administers wherever the grants hold.</summary>
    public static Refusal? RefuseBeyond(Scope scope, IEnumerable<GrantRequest> grants)
    {
        var administers =
            scope.Of(Roles.Administrator).Where(g => g.Organisation is null).Select(g => g.Region).ToList();
        return grants.All(g => GrantRules.MayGive(administers, g.Region!)) ? null : BeyondYourGrant;
    }

    public AccessGrant ToGrant(Guid subject) => new()
    {
        Id = Guid.CreateVersion7(),
        SubjectId = subject,
        Role = Role!,
        RegionCode = Region!,
        OrganisationId = OrganisationId,
    };

    public static async Task CheckAsync(
        IReadOnlyList<GrantRequest> grants, Invalid invalid, OrganisationsDb db, CancellationToken ct)
    {
        invalid.When(grants.Count > MaxGrants, "grants", $"权限最多 {MaxGrants} 条。", $"Grants: at most {MaxGrants}.")
            .When(grants.Any(g => g is null), "grants", "权限不能为空。", "A grant is null.")
            .When(grants.Distinct().Count() != grants.Count, "grants", "权限重复。", "A grant is given twice.");
        foreach (var grant in grants.Take(MaxGrants).OfType<GrantRequest>())
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
