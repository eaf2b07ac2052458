using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>Whom the lead or a dispatcher may ask: the active units over the place, nearest first.</summary>
public static class ListCoUnits
{
    private const int Most = 100;
    private const int MaxText = 60;

    public static async Task<Results<Ok<IReadOnlyList<TakeStep.UnitRef>>, ProblemHttpResult>> HandleAsync(
        Guid id, string? q, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        var read = new QueryReader();
        var text = read.Text(q, "q", MaxText) ?? "";
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var (row, _, refused) = await db.FindAsync(id, scope, AskCoHandler.Who, ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        return TypedResults.Ok<IReadOnlyList<TakeStep.UnitRef>>([.. snapshot.Units.Values
            .Where(u => u.Active && u.Id != row!.UnitId
                && row.RegionCode.StartsWith(u.RegionCode, StringComparison.Ordinal)
                && u.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(u => u.RegionCode.Length).ThenBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.Id)
            .Take(Most).Select(u => new TakeStep.UnitRef(u.Id, u.Name))]);
    }
}
