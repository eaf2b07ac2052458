using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The filters of <see cref="CaseFilter"/>, read.</summary>
internal sealed record CaseQuestion
{
    public CaseStatus? Status { get; init; }

    public Severity? Severity { get; init; }

    public CaseKind? Kind { get; init; }

    public Waiting? Waiting { get; init; }

    public CaseFigure? Figure { get; init; }

    public string? Category { get; init; }

    public string? Region { get; init; }

    public bool? Own { get; init; }

    public Guid? Unit { get; init; }

    public bool NoUnit { get; init; }

    public HeatCell? Cell { get; init; }

    public bool NoCell { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public bool? Overdue { get; init; }

    public bool? Mine { get; init; }

    public string? ExternalReference { get; init; }

    public Guid? Assignee { get; init; }

    public bool AssignedToMe { get; init; }

    public bool Unassigned { get; init; }

    public DateTimeOffset? At { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The moment that clocks are read at.</summary>
    public DateTimeOffset Moment => At ?? Now;

    /// <summary>What the caller may see, as it stood, narrowed.</summary>
    public IQueryable<CaseRow> Of(GrievancesDb db, Scope scope)
    {
        var figures = new CaseFigures(db, Moment);
        var cases = Timed(Placed(db.CasesFor(scope, At)));
        cases = Status switch
        {
            null => cases,
            CaseStatus.Closed => cases.Where(c => !c.Open),
            { } status => cases.Where(c => c.Open && c.Status == status),
        };
        cases = Severity is { } severity ? cases.Where(c => c.Severity == severity) : cases;
        cases = Kind is { } kind ? cases.Where(c => c.Kind == kind) : cases;
        cases = NoUnit ? cases.Where(c => c.UnitId == null)
            : Unit is { } unit ? cases.Where(c => c.UnitId == unit) : cases;
        cases = ExternalReference is { } own ? cases.Where(c => c.ExternalReference == own) : cases;
        cases = Figure is { } figure ? cases.Where(figures.Of(figure)) : cases;
        cases = Unassigned ? cases.OfAssignee(db, scope, null)
            : (AssignedToMe ? scope.Subject : Assignee) is { } assignee ? cases.OfAssignee(db, scope, assignee) : cases;
        if (Waiting?.Statuses() is { } waiting)
        {
            cases = cases.Where(c => c.Open && waiting.Contains(c.Status));
        }

        if (Overdue is { } overdue)
        {
            cases = cases.Where(overdue ? figures.Overdue() : CaseFigures.Negate(figures.Overdue()));
        }

        return Searched(Mine is { } mine ? OfMine(cases, scope, mine) : cases);
    }

    private IQueryable<CaseRow> Placed(IQueryable<CaseRow> cases)
    {
        cases = Region is not { } region ? cases
            : Own == true ? cases.Where(c => c.RegionCode == region)
            : cases.Where(c => c.RegionCode.StartsWith(region));
        cases = NoCell ? cases.Where(c => c.Latitude == null || c.Longitude == null)
            : Cell is { } cell ? cases.Where(cell.Holds()) : cases;
        return Category is not { } category ? cases
            : cases.Where(c => c.Category == category || c.Category.StartsWith(category + "."));
    }

    private IQueryable<CaseRow> Timed(IQueryable<CaseRow> cases)
    {
        cases = From is { } from ? cases.Where(c => c.ReportedAt >= from) : cases;
        return To is { } to ? cases.Where(c => c.ReportedAt < to) : cases;
    }

    private static IQueryable<CaseRow> OfMine(IQueryable<CaseRow> cases, Scope scope, bool mine)
    {
        var (rider, account) = (scope.RiderId, scope.Subject);
        return mine
            ? cases.Where(c => (rider != null && c.ReporterId == rider) || c.AcceptedBy == account)
            : cases.Where(c => (rider == null || c.ReporterId != rider) && c.AcceptedBy != account);
    }

    /// <summary>
    /// What begins like a number is looked for among the numbers alone; anything else among the texts. Both read what
    /// scope and the other filters leave (100,000 texts: 55 ms on two busy cores): an index over texts would cost every
    /// report more than the few searches are worth.
    /// </summary>
    private IQueryable<CaseRow> Searched(IQueryable<CaseRow> cases)
    {
        if (Text is not { } text)
        {
            return cases;
        }

        var number = text.ToUpperInvariant();
        return CaseNumber.IsPrefix(number)
            ? cases.Where(c => c.Number.StartsWith(number))
            : cases.Where(c => c.Text.Contains(text));
    }
}
