using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The order of a list. Without one: the immediate lane (major and open) first, then the newest.</summary>
/// <param name="Sort">reportedAt, changedAt, dueAt or severity.</param>
/// <param name="Order">asc or desc; unless said, dueAt ascends and the others descend.</param>
public readonly record struct CaseSort(string? Sort, string? Order)
{
    private enum Key
    {
        ReportedAt,
        ChangedAt,
        DueAt,
        Severity,
    }

    private enum Way
    {
        Asc,
        Desc,
    }

    public ProblemHttpResult? Wrong()
    {
        var read = new QueryReader();
        if (!string.IsNullOrEmpty(Sort) && Sort is not ("reportedAt" or "changedAt" or "dueAt" or "severity"))
        {
            read.Invalid.Add(
                "sort", "取值为 reportedAt、changedAt、dueAt 或 severity。", "reportedAt, changedAt, dueAt or severity.");
        }

        read.Enum<Way>(Order, "order", ignoreCase: true);
        return read.Invalid.Any ? read.Invalid.ToProblem() : null;
    }

    /// <summary>
    /// Ids grow with time, so that the newest come first without an index on the moment; and they break every tie.
    /// </summary>
    internal IOrderedQueryable<CaseRow> Of(IQueryable<CaseRow> cases)
    {
        var upwards = string.IsNullOrEmpty(Order) ? Sort == "dueAt" : Enum.Parse<Way>(Order, true) == Way.Asc;
        return (string.IsNullOrEmpty(Sort) ? (Key?)null : Enum.Parse<Key>(Sort, true), upwards) switch
        {
            (Key.ReportedAt, true) => cases.OrderBy(c => c.Id),
            (Key.ReportedAt, false) => cases.OrderByDescending(c => c.Id),
            (Key.ChangedAt, true) => cases.OrderBy(c => c.ChangedAt).ThenBy(c => c.Id),
            (Key.ChangedAt, false) => cases.OrderByDescending(c => c.ChangedAt).ThenByDescending(c => c.Id),
            // A closed case has nothing due: it stands last, whichever way.
            (Key.DueAt, true) => cases.OrderByDescending(c => c.Open).ThenBy(CaseFigures.DueAt())
                .ThenBy(c => c.Id),
            (Key.DueAt, false) => cases.OrderByDescending(c => c.Open)
                .ThenByDescending(CaseFigures.DueAt()).ThenByDescending(c => c.Id),
            (Key.Severity, true) => cases.OrderBy(c => c.Severity).ThenByDescending(c => c.Id),
            (Key.Severity, false) => cases.OrderByDescending(c => c.Severity).ThenByDescending(c => c.Id),
            (_, true) => cases.OrderBy(c => c.Open && c.Severity >= Severity.Major).ThenBy(c => c.Id),
            _ => cases.OrderByDescending(c => c.Open && c.Severity >= Severity.Major).ThenByDescending(c => c.Id),
        };
    }
}
