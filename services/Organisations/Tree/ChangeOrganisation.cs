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

/// <summary>
/// Renames, moves or dissolves (<c>active: false</c>) an organisation; dissolving withdraws its duties with it.
/// </summary>
internal static class ChangeOrganisation
{
    /// <param name="Version">The version that the caller saw.</param>
    internal sealed record Request(
        long Version, Guid? ParentId, OrganisationKind? Kind, string? Name, string? RegionCode, bool? Active);

    public static async Task<Results<Ok<GetOrganisation.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = await CreateOrganisation.CheckAsync(request.Kind, request.Name, request.RegionCode, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        try
        {
            var (changed, refusal) =
                await db.InTransactionAsync(() => ChangeAsync(id, request, scope, db, time.GetUtcNow(), ct), ct);
            return refusal is null
                ? TypedResults.Ok(GetOrganisation.Answer.Of(changed!))
                : refusal.ToProblem(("version", changed?.Version));
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.SiblingName)
        {
            return TreeRefusals.NameTaken.ToProblem();
        }
    }

    private static async Task<(Organisation?, Refusal?)> ChangeAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.LockTreeAsync(ct);
        var mine = scope.Covers<Organisation>(o => o.RegionCode, o => o.Id, DirectoryAccess.Keepers);
        // The row's lock keeps out a duty that is being given at this moment.
        var locked = db.Organisations.FromSql($"select * from organisation where id = {id} for update");
        if (await locked.Where(mine).SingleOrDefaultAsync(ct) is not { } organisation)
        {
            return (null, Refusal.NotFound);
        }

        if (Says(organisation, request))
        {
            return (organisation, null);
        }

        var chain = await db.ChainAsync(request.ParentId, ct);
        if (await RefuseAsync(organisation, request, chain, scope, db, ct) is { } refusal)
        {
            return (organisation, refusal);
        }

        organisation.ParentId = request.ParentId;
        organisation.Kind = request.Kind!.Value;
        organisation.Name = request.Name!.Trim();
        organisation.RegionCode = request.RegionCode!;
        organisation.Active = request.Active ?? true;
        organisation.Version++;
        organisation.ChangedAt = now;
        db.Publish(organisation.Fact(), id, organisation.Version);
        await WithdrawDutiesAsync(organisation, db, now, ct);
        await db.SaveChangesAsync(ct);
        return (organisation, null);
    }

    /// <summary>The same request again, after its answer was lost, is answered as the first time.</summary>
    private static bool Says(Organisation o, Request r) =>
        (r.Version == o.Version || r.Version == o.Version - 1) && o.ParentId == r.ParentId && o.Kind == r.Kind
        && o.Name == r.Name!.Trim() && o.RegionCode == r.RegionCode && o.Active == (r.Active ?? true);

    private static async Task<Refusal?> RefuseAsync(
        Organisation organisation, Request request, List<Organisation> chain, Scope scope, OrganisationsDb db,
        CancellationToken ct)
    {
        if (!organisation.Active)
        {
            return TreeRefusals.Dissolved;
        }

        if (organisation.Version != request.Version)
        {
            return Refusal.Stale;
        }

        if (!scope.Covers(request.RegionCode!, organisation.Id, DirectoryAccess.Keepers))
        {
            return Refusal.Forbidden;
        }

        if (request.ParentId != organisation.ParentId
            && CreateOrganisation.IsNoParentForThem(request.ParentId, chain, scope))
        {
            return Refusal.NotFound;
        }

        var children = db.Organisations.Where(o => o.ParentId == organisation.Id && o.Active);
        if (request.Active == false)
        {
            return await children.AnyAsync(ct) ? TreeRefusals.HasChildren : null;
        }

        var cutsOff = await children.AnyAsync(c => !c.RegionCode.StartsWith(request.RegionCode!), ct);
        return cutsOff
            ? TreeRefusals.CutsOffChildren
            : TreeRefusals.Of(Placement.Check(organisation.Id, request.RegionCode!, chain));
    }

    private static async Task WithdrawDutiesAsync(
        Organisation organisation, OrganisationsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var duties = await db.Duties.Where(d => d.OrganisationId == organisation.Id && d.Active).ToListAsync(ct);
        foreach (var duty in duties.Where(d => !organisation.Active || !Duty.IsWithin(organisation, d.RegionCode)))
        {
            duty.Withdraw(now);
            db.Publish(duty.Fact(), duty.Id, duty.Version);
        }
    }
}
