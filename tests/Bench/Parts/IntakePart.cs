using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Machine;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Harness;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// A rider's report without photos, through the gateway until it is committed with its outbox rows, against pgbench
/// with the same transaction. Rounds alternate, and each side's best counts: other work on the machine only ever takes
/// away, and takes from both. Latencies are those of all rounds. The relay works beside our rounds, as it does in a
/// city; the reference has the machine to itself.
/// </summary>
internal sealed class IntakePart : IPart
{
    private const string Database = "grievances-db";
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public string Name => "intake";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var load = await ClueLoad.OfRidersAsync(subject);
        await RunAsync(subject, load, WarmUp);
        var ours = new List<Result>();
        var references = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(await RunAsync(subject, load, Round));
            references.Add(await ReferenceAsync(subject));
        }

        var best = ours.MaxBy(r => r.Run.Rate)!;
        var latencies = ours.Select(r => r.Run.Latencies).Aggregate((a, b) => a.And(b));
        return
        [
            new Figure(Name, $"reports registered, best of {Rounds}", best.Run.Rate, "/s")
                .Against($"pgbench, {ClueLoad.Connections} clients, best of {Rounds}", references.Max()).AimRatio(0.45),
            new Figure(Name, "latency, p50 of all rounds", latencies.At(0.5), "ms"),
            new Figure(Name, "latency, p99 of all rounds", latencies.At(0.99), "ms").AimBelow(60),
            new Figure(Name, "load generator's share of the machine", best.Cpu.Share(CpuUse.Generator), "%"),
            new Figure(Name, "facts not yet relayed when the round ended", best.Waiting, "facts"),
            .. best.Cpu.Figures(Name, "report", best.Run.Registered),
        ];
    }

    private static async Task<Result> RunAsync(Subject subject, ClueLoad load, TimeSpan duration)
    {
        await subject.RelayedAsync(Database);
        var name = $"{Guid.CreateVersion7():N}";
        var cpu = CpuUse.From(subject);
        var run = load.Run(name, duration);
        var spent = cpu.Stop();
        var database = subject.Database(Database);
        var waiting = await database.ScalarAsync<long>("select count(*) from outbox");
        var committed = await database.ScalarAsync<long>(
            "select count(*) from cases where idempotency_key like $1 || '-%'", name);
        return committed == run.Registered
            ? new Result(run, spent, waiting)
            : throw new InvalidOperationException($"{run.Registered} answers of 201, but {committed} cases.");
    }

    private static async Task<double> ReferenceAsync(Subject subject)
    {
        await using var still = await subject.StillAsync("grievances");
        var database = subject.ConnectionString(Database);
        return await Pgbench.RateAsync(database, IntakeSql.PgbenchScript(), ClueLoad.Connections, Round);
    }

    private sealed record Result(ClueRun Run, CpuSpent Cpu, long Waiting);
}
