using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Rosters;

namespace RiderPlatform.Organisations.Tests.Rosters;

/// <summary>Which hours must be covered, which are not, and who has which shift in rotation.</summary>
public sealed class CoverageTests
{
    private static readonly DateOnly Friday = new(2026, 11, 27);
    private static readonly WorkDays Shipped = new([]);

    [Fact]
    public void Nights_AreOutsideWorkTime_AndDaysWithoutWorkAsAWhole()
    {
        Assert.Equal(
            [(0, 9), (18, 24 + 24 + 24 + 9), (72 + 18, 96)],
            Coverage.Wanted(RosterKind.Nights, new(At(0), At(96)), Shipped).Select(Hours));
        Assert.Equal([(5, 30)], Coverage.Wanted(RosterKind.WholeDay, new(At(5), At(30)), Shipped).Select(Hours));
    }

    [Theory]
    [InlineData("0-24", "")]
    [InlineData("0-9,9-24", "")]
    [InlineData("2-9,8-20", "0-2,20-24")]
    [InlineData("0-4,6-8,10-24", "4-6,8-10")]
    [InlineData("", "0-24")]
    public void Gaps_AreWhatNobodyHas(string shifts, string gaps)
    {
        var found = Coverage.Gaps([new(At(0), At(24))], Spans(shifts));
        Assert.Equal(gaps, string.Join(',', found.Select(Hours).Select(h => $"{h.From}-{h.To}")));
    }

    [Fact]
    public void Pattern_Rotates_SkipsNoHoliday_AndMarksIt()
    {
        Guid[] people = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var plan = RepeatPattern.Plan(Guid.Empty, new(
            new(2026, 10, 1), 2, [new(4, new(18, 0), new(9, 0)), new(1, new(9, 0), new(18, 0))],
            [.. people.Select(p => new PutShift.Person(p, null, null))], 2));
        Assert.Equal(
            ["2026-09-28 09:00 9", "2026-10-01 18:00 15", "2026-10-05 09:00 9", "2026-10-08 18:00 15"],
            plan.Select(s =>
                $"{s.StartsAt.ToOffset(WorkDays.China):yyyy-MM-dd HH:mm} {(s.EndsAt - s.StartsAt).TotalHours}"));
        Assert.Equal([people[0], people[1], people[2], people[0]], plan.Select(s => s.People[0]));
        Assert.All(plan, s => Assert.Equal(2, s.People.Distinct().Count()));
        var national = Shipped.Of(new(2026, 10, 1));
        Assert.Equal(("国庆节", "National Day", false),
            (national.Holiday!.Zh, national.Holiday.En, national.Works));
        Assert.Null(Shipped.Of(Friday).Holiday);
    }

    [Fact]
    public void ImportedYear_ReplacesTheShippedOne_AndNoOther()
    {
        var imported = new WorkDays([new CalendarYearAnnounced
        {
            Year = 2026, Version = 2, Off = [new(Friday, Friday, "庆典")], Work = [new(new(2026, 11, 28),
                new(2026, 11, 28), "庆典")], OccurredAt = At(0),
        }]);
        Assert.Equal((false, "庆典"), (imported.Of(Friday).Works, imported.Of(Friday).Holiday!.Zh));
        Assert.True(imported.Of(new(2026, 11, 28)).Works);
        Assert.Null(imported.Of(new(2026, 10, 1)).Holiday);
        Assert.Equal("国庆节", imported.Of(new(2025, 10, 1)).Holiday!.Zh);
        Assert.Equal([(0, 24), (24, 33)], Coverage.Wanted(RosterKind.Nights, new(At(0), At(24)), imported)
            .Concat(Coverage.Wanted(RosterKind.Nights, new(At(24), At(48)), imported).Take(1)).Select(Hours));
    }

    private static DateTimeOffset At(int hour) => WorkDays.At(Friday, default).AddHours(hour);

    private static (int From, int To) Hours(Span s) =>
        ((int)(s.From - At(0)).TotalHours, (int)(s.To - At(0)).TotalHours);

    private static IEnumerable<Span> Spans(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(t => t.Split('-')).Select(t => new Span(At(int.Parse(t[0])), At(int.Parse(t[1]))));
}
