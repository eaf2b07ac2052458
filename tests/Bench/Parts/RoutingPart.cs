using System.Collections.Frozen;
using System.Diagnostics;
using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Routing decisions a second on one core, in process, over a province: 3,400 organisations with 10,000 duties in 180
/// counties, and a case in any of 3,000 streets about any of 60 matters. Each is decided anew, with everyone who
/// answers and why; beside it the same where the decision is remembered, as it nearly always is.
/// </summary>
internal sealed class RoutingPart : IPart
{
    private const int Organisations = 3_400;
    private const int Duties = 10_000;
    private const int Counties = 180;
    private const int Streets = 3_000;
    private const int Matters = 60;
    private const int Decisions = 600_000;

    public string Name => "routing";

    public Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var snapshot = Province();
        var questions = Enumerable.Range(0, Decisions)
            .Select(i => (MatterOf(i * 7919 % Matters), StreetOf(i * 104_729L % Streets))).ToArray();
        Rate(snapshot, questions[..50_000]);
        var anew = Enumerable.Range(0, 3).Max(_ => Rate(snapshot, questions));
        var same = questions[..10_000];
        Remembered(snapshot, same);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure(Name, "decisions made anew, one core", anew, "/s").AimAtLeast(300_000),
            new Figure(Name, "decisions remembered, one core", Remembered(snapshot, same), "/s"),
        ]);
    }

    private static double Rate(RoutingSnapshot snapshot, (string Matter, string Street)[] questions)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var (matter, street) in questions)
        {
            snapshot.Decide(matter, street);
        }

        return questions.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Remembered(RoutingSnapshot snapshot, (string Matter, string Street)[] questions)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var (matter, street) in questions)
        {
            snapshot.RouteFor(matter, street);
        }

        return questions.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static RoutingSnapshot Province()
    {
        var units = Enumerable.Range(0, Organisations).Select(i => new Unit(
            Guid.CreateVersion7(), $"单位 {i}", "Department", i < 40 ? "51" : CountyOf(i), Active: true)).ToArray();
        var duties = Enumerable.Range(0, Duties).Select(i =>
        {
            var unit = units[i % Organisations];
            var matter = i % 11 == 0 ? Duty.Everything : i % 3 == 0 ? $"m{i % 12}" : MatterOf(i);
            return new Duty(Guid.CreateVersion7(), unit.Id, matter, unit.RegionCode, 100 + (i % 9));
        });
        return new RoutingSnapshot
        {
            Revision = 1, Day = new DateOnly(2026, 11, 22), Calendar = new WorkCalendar([], Shifts.Standard()),
            Units = units.ToFrozenDictionary(u => u.Id),
            Duties = duties.GroupBy(d => d.Region).ToFrozenDictionary(g => g.Key, g => g.ToArray()),
            Categories = Enumerable.Range(0, Matters).Select(i => new Category(
                MatterOf(i), $"事项 {i}", $"Matter {i}", Severity.Ordinary)).ToFrozenDictionary(c => c.Code),
            Regions = new RegionFinder(FrozenDictionary<string, string>.Empty, new BoundaryGraph([]), []),
        };
    }

    private static string MatterOf(int i) => $"m{i % 12}.k{i % Matters}";

    private static string CountyOf(long i) => $"51{10 + (i % Counties / 20):00}{1 + (i % 20):00}";

    private static string StreetOf(long i) => $"{CountyOf(i)}{1 + (i / Counties):000}";
}
