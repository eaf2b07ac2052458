using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>Staff of a community publish a need.</summary>
public static class PublishDemand
{
    public static async Task<Results<Created<DemandView>, ProblemHttpResult>> HandleAsync(
        DemandBody request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var (region, invalid) = request.Check(snapshot, now);
        if (region is null)
        {
            return invalid.ToProblem();
        }

        var grant = scope.Of(DemandAccess.Staff)
            .FirstOrDefault(g => region.Code.StartsWith(g.Region, StringComparison.Ordinal));
        if (grant is null)
        {
            return new Invalid().Add("regionCode", "不在您负责的区域。", "Not in your area.").ToProblem();
        }

        var demand = await RowOfAsync(request, region.Code, grant.Organisation, scope.Subject, db, now, ct);
        db.Add(demand);
        db.Log(demand.Id, "Published", scope.Subject, grant.Role, now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/api/v1/demands/{demand.Id}", DemandView.Of(demand, snapshot, now, null, staff: true, null));
    }

    private static async Task<DemandRow> RowOfAsync(
        DemandBody request, string region, Guid? organisation, Guid actor, GrievancesDb db, DateTimeOffset now,
        CancellationToken ct)
    {
        var number = (await db.Database
            .SqlQuery<long>($"""select nextval('case_number') as "Value" """).ToListAsync(ct))[0];
        return new DemandRow
        {
            Id = Guid.CreateVersion7(now), Number = $"{CaseNumber.PrefixFor(CaseKind.Demand, now)}{number}",
            Kind = request.Kind!, Title = request.Title!.Trim(), Text = request.Text!.Trim(),
            Longitude = request.Longitude!.Value, Latitude = request.Latitude!.Value, RegionCode = region,
            OrganisationId = organisation, Address = request.Address!.Trim(), StartsAt = request.Starts,
            EndsAt = request.Ends, Wanted = request.Wanted!.Value, Points = request.Points!.Value,
            TeamId = request.TeamId, Contact = request.Contact!.Trim(), Version = 1, PublishedBy = actor,
            PublishedAt = now,
        };
    }
}
