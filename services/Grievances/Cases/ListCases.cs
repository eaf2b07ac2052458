using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The cases that the caller may see: immediate lane first, then the newest, unless asked otherwise.</summary>
public static class ListCases
{
    public static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] CaseFilter filter, [AsParameters] CaseSort sort, [AsParameters] Paging paging, Scope scope,
        GrievancesDb db, DirectoryCopy directory, ClockLimits limits, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (question, wrong) = filter.Read(time.Now());
        if ((wrong ?? sort.Wrong()) is { } refused)
        {
            return refused;
        }

        var moment = question!.Moment;
        var ordered = sort.Of(question.Of(db, scope));
        var page = await paging.OfAsync(ordered, ct);
        var pauses = await CasePauses.ReadAsync(db, page.Items, moment, ct);
        var assigned = await Assignees.ReadAsync(db, page.Items, snapshot, scope, ct);
        return TypedResults.Ok(
            page.Select(c => assigned(CaseView.Of(c, scope, snapshot, limits, pauses, moment))));
    }
}
