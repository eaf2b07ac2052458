using RiderPlatform.Bench.Closing;
using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Machine;
using RiderPlatform.Harness;
using RiderPlatform.Points.Awards;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// From a closed case to its award in the ledger, of riders who have an account by then. Rate: a backlog of 60,000 is
/// committed at once, and counts from the first award's commit to the last's; rounds alternate with pgbench posting
/// batches of 100 with the same function, and each side's best counts. Latency: a thousand cases a second for twenty
/// seconds, commit to commit.
/// </summary>
internal sealed class EventsPart : IPart
{
    private const int Rounds = 3;
    private const int Backlog = 60_000;
    private const int Batch = 100;
    private const int Clients = 4;
    private const int PerTick = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Reference = TimeSpan.FromSeconds(6);

    public string Name => "events";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        await FillFundAsync(subject);
        var cases = new ClosedCases(subject.Database("grievances-db"));
        var postings = new Postings(subject.Database("grievances-db"), subject.Database("points-db"));
        await postings.OfAsync(await cases.CommitAsync(ClosedCases.Riders));
        var rounds = new List<Drained>();
        var references = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            rounds.Add(await DrainAsync(subject, cases, postings));
            references.Add(await ReferenceAsync(subject));
        }

        var latencies = await SteadyAsync(cases, postings);
        await VerifyLedgerAsync(subject);
        var best = rounds.MaxBy(r => r.Rate)!;
        return
        [
            new Figure(Name, $"awards posted from a backlog, best of {Rounds}", best.Rate, "/s")
                .Against($"pgbench, {Clients} clients × {Batch}, best of {Rounds}", references.Max()).AimAtLeast(5000),
            new Figure(Name, "closed → posted at 1,000/s, p50", latencies.At(0.5), "ms"),
            new Figure(Name, "closed → posted at 1,000/s, p99", latencies.At(0.99), "ms").AimBelow(100),
            .. best.Cpu.Figures(Name, "award", Backlog),
        ];
    }

    /// <summary>The demo's million yuan would not last.</summary>
    private static async Task FillFundAsync(Subject subject)
    {
        var administrator = await subject.Door.SignInAsync("admin");
        var deposit = new { id = Guid.CreateVersion7(), amountFen = 100_000_000_000 };
        var fund = StableId.Of("fund/5101");
        (await administrator.Caller.PostAsync($"/api/v1/funds/{fund}/deposits", deposit)).Expect(200);
    }

    private static async Task<Drained> DrainAsync(Subject subject, ClosedCases cases, Postings postings)
    {
        var ids = await cases.CommitAsync(Backlog);
        var cpu = CpuUse.From(subject);
        await subject.RelayedAsync("grievances-db");
        var posted = await postings.OfAsync(ids);
        var spent = cpu.Stop();
        var took = posted.Max(p => p.Posted) - posted.Min(p => p.Posted);
        return new Drained(ids.Count / took.TotalSeconds, spent);
    }

    private static async Task<double> ReferenceAsync(Subject subject)
    {
        await using var still = await subject.StillAsync("points");
        var database = subject.ConnectionString("points-db");
        return Batch * await Pgbench.RateAsync(database, AwardSql.PgbenchScript(Batch), Clients, Reference);
    }

    private static async Task<Latencies> SteadyAsync(ClosedCases cases, Postings postings)
    {
        var ids = new List<Guid>();
        using var timer = new PeriodicTimer(Tick);
        for (var left = Steady; left > TimeSpan.Zero; left -= Tick)
        {
            await timer.WaitForNextTickAsync();
            ids.AddRange(await cases.CommitAsync(PerTick));
        }

        return new Latencies((await postings.OfAsync(ids)).Select(p => p.Milliseconds));
    }

    private static async Task VerifyLedgerAsync(Subject subject)
    {
        var operations = await subject.Door.SignInAsync("operations");
        var books = (await operations.VerificationAsync()).Read<Books>(200);
        if (!books.Holds)
        {
            throw new InvalidOperationException("The ledger's own verification does not hold.");
        }
    }

    private sealed record Books(bool Holds);

    private sealed record Drained(double Rate, CpuSpent Cpu);
}
