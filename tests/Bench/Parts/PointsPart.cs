using System.Diagnostics;
using System.Net.Http.Json;
using RiderPlatform.Bench.Closing;
using RiderPlatform.Bench.Load;
using RiderPlatform.Harness;
using RiderPlatform.Loop;
using RiderPlatform.Points.Awards;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// The ledger: full awards through the broker and in SQL against the least that a posting can be, many funds against
/// one, then the proof over all that was posted, and a rider's balance and statement in the midst of it. Rounds
/// alternate; each side's best counts.
/// </summary>
internal sealed class PointsPart : IPart
{
    private const int Rounds = 3;
    private const int Backlog = 40_000;
    private const int Batch = 100;
    private const int Clients = 4;
    private const int Riders = 75_000;
    private const int Funds = 64;
    private const string Regions = "510104";
    private const int Entries = 120;
    private const int Questions = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public string Name => "points";

    public bool StartsAnew => true;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var administrator = await subject.Door.SignInAsync("admin");
        var deposit = new { id = Guid.CreateVersion7(), amountFen = 500_000_000_000 };
        (await administrator.Caller.PostAsync($"/api/v1/funds/{StableId.Of("fund/5101")}/deposits", deposit))
            .Expect(200);
        var plain = new PlainLedger(subject);
        await plain.MakeAsync();
        return
        [
            await AwardsAsync(subject, plain), await BatchesAsync(subject, plain),
            await ManyFundsAsync(subject, administrator), .. await ProofAsync(subject), .. await PagesAsync(subject),
        ];
    }

    private async Task<Figure> AwardsAsync(Subject subject, PlainLedger plain)
    {
        var cases = new ClosedCases(subject.Database("grievances-db"));
        var postings = new Postings(subject.Database("grievances-db"), subject.Database("points-db"));
        await postings.OfAsync(await cases.CommitAsync(ClosedCases.Riders));
        var (ours, theirs) = (0.0, 0.0);
        for (var i = 0; i < Rounds; i++)
        {
            var ids = await cases.CommitAsync(Backlog);
            await subject.RelayedAsync("grievances-db");
            var posted = await postings.OfAsync(ids);
            ours = Math.Max(ours, ids.Count / (posted.Max(p => p.Posted) - posted.Min(p => p.Posted)).TotalSeconds);
            await using var still = await subject.StillAsync("points");
            theirs = Math.Max(theirs, await plain.OneByOneAsync());
        }

        return new Figure(Name, "full awards of one fund through broker and service", ours, "/s")
            .Against("pgbench, minimal postings on one hot row, best of 1 to 32 clients", theirs).AimRatio(1);
    }

    private async Task<Figure> BatchesAsync(Subject subject, PlainLedger plain)
    {
        await using var still = await subject.StillAsync("points");
        await PrepareAsync(subject);
        var (ours, theirs) = (0.0, 0.0);
        for (var i = 0; i < Rounds; i++)
        {
            ours = Math.Max(ours, Batch * await Pgbench.RateAsync(
                subject.ConnectionString("points-db"), AwardSql.PgbenchScript(Batch, Riders), Clients, Round));
            theirs = Math.Max(theirs, await plain.InBatchesAsync(Batch, Clients, Round));
        }

        return new Figure(Name, $"full awards in SQL, batches of {Batch}", ours, "/s")
            .Against("pgbench, minimal postings in the same batches", theirs).AimRatio(0.7);
    }

    private async Task<Figure> ManyFundsAsync(Subject subject, PlatformClient administrator)
    {
        for (var i = 0; i < Funds; i++)
        {
            (await administrator.Caller.PostAsync("/api/v1/funds", new
            {
                name = $"街道基金 {i}", regionCode = $"{Regions}{100 + i}", budgetFen = 10_000_000_000,
            })).Expect(201);
        }

        await using var still = await subject.StillAsync("points");
        await PrepareAsync(subject);
        var (one, many) = (0.0, 0.0);
        for (var i = 0; i < Rounds; i++)
        {
            one = Math.Max(one, await Pgbench.RateAsync(
                subject.ConnectionString("points-db"), AwardSql.PgbenchScript(Batch, Riders), Clients, Round));
            many = Math.Max(many, await Pgbench.RateAsync(subject.ConnectionString("points-db"),
                AwardSql.PgbenchScript(Batch, Riders, Regions, Funds), Clients, Round));
        }

        return new Figure(Name, "full awards in SQL, all of one fund", Batch * one, "/s")
            .Against($"the same over {Funds} funds", Batch * many).AimRatio(0.9);
    }

    private async Task<IReadOnlyList<Figure>> ProofAsync(Subject subject)
    {
        var transfers = await subject.Database("points-db").ScalarAsync<long>("select count(*) from transfer");
        var tokens = await Tokens.OfPersonAsync(subject.Door.Http, "console", "operations", subject.DemoPassword);
        using var service = new HttpClient { BaseAddress = subject.Service("points"), Timeout = Patience };
        service.DefaultRequestHeaders.Authorization = new("Bearer", await tokens.AccessAsync());
        var started = Stopwatch.GetTimestamp();
        var books = await service.GetFromJsonAsync<Books>("/api/v1/points/verification");
        var took = Stopwatch.GetElapsedTime(started);
        return books is { Holds: true }
            ? [new Figure(Name, $"proof of all {transfers:#,0} transfers", transfers / took.TotalSeconds, "/s")
                .AimAtLeast(2_000_000)]
            : throw new InvalidOperationException("The ledger's own verification does not hold.");
    }

    /// <summary>A rider with a hundred entries and more, page by page of twenty, one question at a time.</summary>
    private async Task<IReadOnlyList<Figure>> PagesAsync(Subject subject)
    {
        var script = AwardSql.PgbenchScript(Entries).Replace(
            "array_agg(rider)", $"array_agg('{StableId.Of("rider/demo/1")}'::uuid)", StringComparison.Ordinal);
        await Pgbench.TryAsync(subject.ConnectionString("points-db"), script, clients: 1, transactions: 1);
        var rider = await subject.Door.SignInAsync("rider1");
        var (balance, pages) = (new List<double>(), new List<double>());
        for (var i = 0; i < Questions; i++)
        {
            balance.Add(await TimeAsync(rider, "/api/v1/points/me"));
            pages.Add(await TimeAsync(rider, $"/api/v1/points/me/entries?size=20&page={1 + (i % 5)}"));
        }

        return
        [
            new Figure(Name, "balance, p99", new Latencies(balance).At(0.99), "ms").AimBelow(20),
            new Figure(Name, "page of the statement, p99", new Latencies(pages).At(0.99), "ms").AimBelow(20),
        ];
    }

    private static async Task<double> TimeAsync(PlatformClient rider, string path)
    {
        var started = Stopwatch.GetTimestamp();
        (await rider.Caller.GetAsync(path)).Expect(200);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>The scripts' riders exist and have earned before, in the city's fund and in each street's.</summary>
    private static Task PrepareAsync(Subject subject) => subject.Database("points-db").ExecuteAsync($"""
        with r as (select i, ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as id
                   from generate_series(0, {Riders}) i),
        made as (insert into rider (id) select id from r on conflict do nothing)
        insert into account (kind, owner_id, fund_id, unit, bounded)
        select 'Rider', r.id, f.id, 'Points', true from r join fund f on f.region_code = '5101'
            or f.region_code = '{Regions}' || (100 + r.i / {Riders / Funds})
        on conflict do nothing
        """);

    private sealed record Books(bool Holds);
}
