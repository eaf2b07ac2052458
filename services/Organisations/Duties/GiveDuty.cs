using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Duties;

/// <summary>
/// Gives an organisation the duty for a category within a region; routing follows as soon as the fact arrives.
/// </summary>
internal static class GiveDuty
{
    internal sealed record Request(Guid OrganisationId, string? Category, string? RegionCode, int? Priority);

    private static readonly Refusal AlreadyGiven = new(
        409, "AlreadyGiven", "该组织在此区划已有该类职责。", "The organisation has this duty here already.");

    private static readonly Refusal OutsideItsRegion = new(
        409, "OutsideItsRegion", "职责的区划必须在该组织的区划之内。", "The duty's region must lie within the organisation's region.");

    public static async Task<Results<Created<ListDuties.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = await CheckAsync(request, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var duty = new Duty
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = request.OrganisationId,
            Category = request.Category!,
            RegionCode = request.RegionCode!,
            Priority = request.Priority ?? 10,
            ChangedAt = time.GetUtcNow(),
        };
        try
        {
            var refusal = await db.InTransactionAsync(() => GiveAsync(duty, scope, db, ct), ct);
            return refusal is null ? TypedResults.Created($"/api/v1/duties/{duty.Id}", ListDuties.Answer.Of(duty))
                : refusal.ToProblem();
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.ActiveDuty)
        {
            return AlreadyGiven.ToProblem();
        }
    }

    private static async Task<Invalid> CheckAsync(Request request, OrganisationsDb db, CancellationToken ct)
    {
        var known = RegionCodes.IsWellFormed(request.RegionCode)
            && await db.Regions.AnyAsync(r => r.Code == request.RegionCode, ct);
        return new Invalid()
            .When(!Duty.IsCategory(request.Category), "category",
                "类别须为小写代码，如 road.manhole，或 *。", "Category: a lower-case code such as road.manhole, or *.")
            .When(!known, "regionCode", "没有这个区划代码。", "No region has this code.")
            .When(request.Priority is < 0 or > Duty.MaxPriority, "priority",
                $"优先级为 0–{Duty.MaxPriority}。", $"Priority: 0–{Duty.MaxPriority}.");
    }

    private static async Task<Refusal?> GiveAsync(Duty duty, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        // Held until the commit, so that it cannot be dissolved meanwhile and keep the duty.
        var organisation = await db.Organisations
            .FromSql($"select * from organisation where id = {duty.OrganisationId} for share")
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (organisation is not { Active: true }
            || !scope.Covers(organisation.RegionCode, organisation.Id, DirectoryAccess.Keepers))
        {
            return Refusal.NotFound;
        }

        if (!Duty.IsWithin(organisation, duty.RegionCode))
        {
            return OutsideItsRegion;
        }

        db.Add(duty);
        db.Publish(duty.Fact(), duty.Id, duty.Version);
        await db.SaveChangesAsync(ct);
        return null;
    }
}
