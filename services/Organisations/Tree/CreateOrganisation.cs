using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Tree;

internal static class CreateOrganisation
{
    internal sealed record Request(Guid? ParentId, OrganisationKind? Kind, string? Name, string? RegionCode);

    public static async Task<Results<Created<GetOrganisation.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = await CheckAsync(request.Kind, request.Name, request.RegionCode, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(request.RegionCode!, null, DirectoryAccess.Keepers))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var made = new Organisation
        {
            Id = Guid.CreateVersion7(),
            ParentId = request.ParentId,
            Kind = request.Kind!.Value,
            Name = request.Name!.Trim(),
            RegionCode = request.RegionCode!,
            ChangedAt = time.GetUtcNow(),
        };
        var refusal = await SaveAsync(made, scope, db, ct);
        return refusal is null
            ? TypedResults.Created($"/api/v1/organisations/{made.Id}", GetOrganisation.Answer.Of(made))
            : refusal.ToProblem();
    }

    internal static async Task<Invalid> CheckAsync(
        OrganisationKind? kind, string? name, string? region, OrganisationsDb db, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(kind is null, "kind", "请选择组织类型。", "Kind: a kind of organisation is required.")
            .When(string.IsNullOrWhiteSpace(name) || name.Trim().Length > Organisation.MaxNameLength
                || name.Any(char.IsControl), "name",
                $"名称为 1–{Organisation.MaxNameLength} 字。", $"Name: 1–{Organisation.MaxNameLength} characters.");
        var known = RegionCodes.IsWellFormed(region) && await db.Regions.AnyAsync(r => r.Code == region, ct);
        return invalid.When(!known, "regionCode", "没有这个区划代码。", "No region has this code.");
    }

    /// <summary>A parent must be there, and within what the caller keeps.</summary>
    internal static bool IsNoParentForThem(Guid? parent, List<Organisation> chain, Scope scope) =>
        parent is not null
        && (chain.Count == 0 || !scope.Covers(chain[0].RegionCode, chain[0].Id, DirectoryAccess.Keepers));

    private static async Task<Refusal?> SaveAsync(
        Organisation made, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                await db.LockTreeAsync(ct);
                var chain = await db.ChainAsync(made.ParentId, ct);
                if (IsNoParentForThem(made.ParentId, chain, scope))
                {
                    return Refusal.NotFound;
                }

                if (TreeRefusals.Of(Placement.Check(made.Id, made.RegionCode, chain)) is { } refusal)
                {
                    return refusal;
                }

                db.Add(made);
                db.Publish(made.Fact(), made.Id, made.Version);
                await db.SaveChangesAsync(ct);
                return null;
            }, ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.SiblingName)
        {
            return TreeRefusals.NameTaken;
        }
    }
}
