using System.Diagnostics;
using RiderPlatform.Bench.Machine;
using RiderPlatform.Bench.Seeding;
using RiderPlatform.Loop;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Whole lives of cases a second through the gateway, with 100,000 and with 1,000,000 cases in the table: a grievance
/// is registered, dispatched by hand, accepted, resolved, called back and closed, six calls that each commit. The best
/// of the rounds counts, and the load generator works on the same two cores. Each number of cases has an instance of
/// its own, and their rounds take turns: what the machine does meanwhile meets both.
/// </summary>
internal sealed class LifecyclePart : IPart
{
    private const int Few = 100_000;
    private const int Many = 1_000_000;
    /// <summary>As many as DIGIT's own measurement had.</summary>
    private const int Workers = 50;
    private const int Riders = 16;
    private const int Rounds = 3;
    private const int Calls = 6;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(8);

    public string Name => "lifecycle";

    public bool StartsAnew => true;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        await using var smaller = await Subject.StartAsync();
        List<Figure> figures =
            [.. await SeededCases.OfAsync(smaller, Few), .. await SeededCases.OfAsync(subject, Many)];
        City[] cities = [await CityOfAsync(smaller), await CityOfAsync(subject)];
        var results = cities.ToDictionary(c => c, _ => new List<Result>());
        for (var i = 0; i <= Rounds; i++)
        {
            foreach (var city in cities)
            {
                var result = await RunAsync(city, i == 0 ? WarmUp : Round);
                results[city].AddRange(i == 0 ? [] : [result]);
            }
        }

        var (few, many) = (results[cities[0]].MaxBy(r => r.Rate)!, results[cities[1]].MaxBy(r => r.Rate)!);
        return
        [
            .. figures,
            new Figure(Name, $"lives a second at {Few:#,0} cases, best of {Rounds}", few.Rate, "/s"),
            new Figure(Name, $"lives a second at {Many:#,0} cases, best of {Rounds}", many.Rate, "/s")
                .Against($"the same at {Few:#,0}", few.Rate).AimRatio(0.85),
            new Figure(Name, $"calls a second at {Many:#,0} cases", many.Rate * Calls, "/s"),
            new Figure(Name, "load generator's share of the machine", many.Spent.Share(CpuUse.Generator), "%"),
            .. many.Spent.Figures(Name, "life", many.Lives),
        ];
    }

    private static async Task<City> CityOfAsync(Subject subject)
    {
        var desk = await Staff.SignInAsync(subject.Door, "rider1");
        var staff = new List<Staff>();
        for (var i = 0; i < Workers; i++)
        {
            staff.Add(desk with { Rider = await subject.Door.SignInAsync($"rider{1 + (i % Riders)}") });
        }

        return new City(subject, staff, await subject.Database("grievances-db").ScalarAsync<Guid>(
            "select id from directory_organisations where region_code = '510104' and name like '%城市管理%'"));
    }

    private static async Task<Result> RunAsync(City city, TimeSpan duration)
    {
        var (cpu, started) = (CpuUse.From(city.Subject), Stopwatch.GetTimestamp());
        var lives = (await Task.WhenAll(city.Staff.Select(async s =>
        {
            var lived = 0;
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                await LiveAsync(s, city.Unit);
                lived++;
            }

            return lived;
        }))).Sum();
        return new Result(lives, lives / Stopwatch.GetElapsedTime(started).TotalSeconds, cpu.Stop());
    }

    private static async Task LiveAsync(Staff staff, Guid unit)
    {
        var one = await staff.Rider.Caller.PostAsync("/api/v1/cases", new
        {
            kind = "Grievance", category = "labour.hours", text = "每天在线超过 12 小时，没有休息日", regionCode = "510104017",
        }).ReadAsync<CaseView>(201);
        await staff.Dispatcher.DispatchAsync(one.Id, one.Version, unit).ReadAsync<CaseView>(200);
        await staff.Handler.AcceptAsync(one.Id, one.Version + 1).ReadAsync<CaseView>(200);
        await staff.Handler.Caller.PostAsync(
            $"/api/v1/cases/{one.Id}/resolve", new { version = one.Version + 2, note = "已约谈企业，调整排班" })
            .ReadAsync<CaseView>(200);
        await staff.Rider.CallBackAsync(one.Id, one.Version + 3, true).ReadAsync<CaseView>(200);
        await staff.Dispatcher.CloseAsync(one.Id, one.Version + 4, "Solved").ReadAsync<CaseView>(200);
    }

    private sealed record City(Subject Subject, IReadOnlyList<Staff> Staff, Guid Unit);

    private sealed record Result(int Lives, double Rate, CpuSpent Spent);
}
