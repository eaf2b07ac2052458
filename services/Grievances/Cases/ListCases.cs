using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The cases that the caller may see: immediate lane first, then the newest.</summary>
public static class ListCases
{
    public static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] CaseFilter filter, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
            DirectoryCopy directory, ClockLimits limits, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var (cases, wrong) = filter.Of(db.Cases.AsNoTracking().VisibleTo(scope));
        if (cases is null)
        {
            return wrong!;
        }

        // Ids grow with time, so that the newest come first without an index on the moment.
        var page =
            await paging.OfAsync(cases.OrderByDescending(c => c.Severity == Severity.Major)
            .ThenByDescending(c => c.Id), ct);
        return TypedResults.Ok(
            new Page<CaseView>(
            [.. page.Items.Select(c => CaseView.Of(c, scope, snapshot, limits, now))], page.Total, page.PageNumber, page.PageSize));
    }
}
