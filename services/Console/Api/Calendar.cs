namespace RiderPlatform.Console.Api;

/// <summary>The work calendar of Grievances.</summary>
public static class Calendar
{
    public sealed record YearView(
        int Year, int Version, string Source, int OffDays, int MakeUpDays, IReadOnlyList<Run> Off,
        IReadOnlyList<Run> Work);

    /// <summary>Days that follow each other, both ends included.</summary>
    public sealed record Run(DateOnly From, DateOnly To, string Name);

    public sealed record DayView(DateOnly Day, string Kind, bool Works, Cases.Wording? Reason);

    public sealed record MonthView(string Month, bool Provisional, IReadOnlyList<DayView> Days);

    public sealed record Change(int Year, int Version, string Source, DateTimeOffset ImportedAt, Guid ImportedBy);

    public sealed record Shown(IReadOnlyList<YearView> Years, MonthView Month, IReadOnlyList<Change> Changes);

    public sealed record Changed(DateOnly Day, DayView Before, DayView After);

    public sealed record TouchedCase(Guid Id, string Number, DateTimeOffset RiderDueAt, DateTimeOffset? UnitDueAt);

    public sealed record Touched(int Count, IReadOnlyList<TouchedCase> Cases);

    /// <param name="Reckons">Deadlines through the year are reckoned anew.</param>
    public sealed record Imported(
        int Year, int Version, bool DryRun, IReadOnlyList<Changed> Changed, Touched Touched, bool Reckons);
}
