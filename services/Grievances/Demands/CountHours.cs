using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>Verified hours: a rider's own, or a team's for staff who answer for its region.</summary>
public static class CountHours
{
    /// <param name="Hours">Verified.</param>
    /// <param name="Tasks">How many verified claims they come from.</param>
    /// <param name="Riders">How many riders gave them.</param>
    public sealed record Answer(decimal Hours, int Tasks, int Riders);

    private static readonly string[] Readers = [.. DemandAccess.Staff, Roles.Supervisor, Roles.Leader];

    /// <param name="rider"><c>me</c>.</param>
    /// <param name="team">Id of the team.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? rider, string? team, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var read = new QueryReader();
        var of = read.Id(team, "team");
        read.Invalid.When(rider is not (null or "" or "me"), "rider", "只能为 me。", "Only me.")
            .When(string.IsNullOrEmpty(rider) == (of is null), "rider", "请给出 rider=me 或 team。",
                "Give rider=me, or a team.");
        if (read.Invalid.Any || directory.Current is not { } snapshot)
        {
            return read.Invalid.Any ? read.Invalid.ToProblem() : Refusals.Unavailable.ToProblem();
        }

        if (of is { } id && (snapshot.Units.GetValueOrDefault(id) is not { } unit
            || !scope.Covers(unit.RegionCode, id, Readers)))
        {
            return Refusal.NotFound.ToProblem();
        }

        if (of is null && scope.RiderId is null)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var own = scope.RiderId;
        var verified = db.Set<DemandClaimRow>().Where(c => c.State == ClaimState.Verified)
            .Where(c => of != null ? db.Set<DemandRow>().Any(d => d.Id == c.DemandId && d.TeamId == of)
                : c.RiderId == own);
        var sum = await verified.GroupBy(_ => 1).Select(g => new Answer(
            g.Sum(c => c.Hours ?? 0), g.Count(), g.Select(c => c.RiderId).Distinct().Count()))
            .SingleOrDefaultAsync(ct);
        return TypedResults.Ok(sum ?? new Answer(0, 0, 0));
    }
}
