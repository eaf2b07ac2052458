using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>An organisation is given a roster, one each; rosters are listed and read.</summary>
internal static class KeepRosters
{
    private const int UsualLeadDays = 7;

    /// <param name="Kind">WholeDay unless said.</param>
    /// <param name="LeadDays">So many days ahead a gap is an alarm; 7 unless said.</param>
    internal sealed record Request(Guid OrganisationId, RosterKind? Kind, int? LeadDays);

    private static readonly Refusal Has = new(
        409, "AlreadyRostered", "该组织已有值班表。", "The organisation has a roster already.");

    public static async Task<Results<Created<RosterView>, ProblemHttpResult>> CreateAsync(
        Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (request.LeadDays is < 1 or > Roster.MaxLeadDays)
        {
            return new Invalid().Add("leadDays", $"提前天数为 1–{Roster.MaxLeadDays}。",
                $"1 to {Roster.MaxLeadDays} days.").ToProblem();
        }

        var covered = scope.Covers<Organisation>(o => o.RegionCode, o => o.Id, RosterAccess.Keepers);
        if (!await db.Organisations.Where(covered).AnyAsync(o => o.Id == request.OrganisationId && o.Active, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        var roster = new Roster
        {
            Id = Guid.CreateVersion7(now), OrganisationId = request.OrganisationId, ChangedAt = now,
            Kind = request.Kind ?? RosterKind.WholeDay, LeadDays = request.LeadDays ?? UsualLeadDays,
        };
        db.Add(roster);
        db.Publish(await RosterChange.FactAsync(db, roster, now, ct), roster.OrganisationId, roster.Version);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == RosterTables.OfOrganisation)
        {
            return Has.ToProblem();
        }

        return TypedResults.Created(
            $"/api/v1/rosters/{roster.Id}", (await RosterView.OfAsync(db, [roster], now, ct))[0]);
    }

    public static async Task<Ok<Page<RosterView>>> ListAsync(
        Guid? organisation, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, TimeProvider time,
        CancellationToken ct)
    {
        var rosters = db.RostersOf(scope, RosterAccess.Readers).AsNoTracking()
            .Where(r => organisation == null || r.OrganisationId == organisation);
        var page = await paging.OfAsync(rosters.OrderBy(r => r.Id), ct);
        var views = (await RosterView.OfAsync(db, page.Items, time.GetUtcNow(), ct)).ToDictionary(v => v.Id);
        return TypedResults.Ok(page.Select(r => views[r.Id]));
    }

    public static async Task<Results<Ok<RosterView>, ProblemHttpResult>> GetAsync(
        Guid id, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct) =>
        await FindAsync(db, scope, id, ct) is { } roster
            ? TypedResults.Ok((await RosterView.OfAsync(db, [roster], time.GetUtcNow(), ct))[0])
            : Refusal.NotFound.ToProblem();

    internal static Task<Roster?> FindAsync(OrganisationsDb db, Scope scope, Guid id, CancellationToken ct) =>
        db.RostersOf(scope, RosterAccess.Readers).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
}
