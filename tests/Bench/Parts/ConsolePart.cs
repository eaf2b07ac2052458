using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Screens;
using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// The console with 100,000 cases or more behind it, of a thousand riders and 5,000 of them open: what a rider's pages
/// weigh and how soon they show on a slow telephone, how long the server takes for a list, and what open pages cost
/// that only listen.
/// </summary>
internal sealed class ConsolePart : IPart
{
    private const int Cases = 100_000;
    private const int Open = 5_000;

    public string Name => "console";

    /// <summary>Its lists are over 100,000 cases, and not over what events left behind too.</summary>
    public bool StartsAnew => true;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        await FillAsync(subject);
        await using var chromium = await Chromium.LaunchAsync();
        return
        [
            .. await new RiderPages(Name, subject, chromium).MeasureAsync(),
            .. await new ListPages(Name, subject, chromium).MeasureAsync(),
            .. await new EventStreams(Name, subject, chromium).MeasureAsync(),
        ];
    }

    private static async Task FillAsync(Subject subject)
    {
        var database = subject.Database("grievances-db");
        var load = await ClueLoad.OfRidersAsync(subject);
        while (await database.ScalarAsync<long>("select count(*) from cases") < Cases)
        {
            load.Run($"console-{Guid.CreateVersion7():N}", TimeSpan.FromSeconds(2));
        }

        await subject.RelayedAsync("grievances-db");
        // As in a city that keeps up: the newest are open, and every tenth of them waits for a dispatcher. The load
        // came from twenty riders: of what is closed they keep a fiftieth.
        await database.ExecuteAsync($"""
            with open as (select id, row_number() over () % 10 = 0 as returned
                from (select id from cases order by id desc limit {Open}) newest),
            closed as (update cases c set status = 'Closed', outcome = 'Solved', reporter_id = case
                    when o.number % 50 = 0 then c.reporter_id
                    else lpad(to_hex(o.number % 1000), 32, '0')::uuid end
                from (select id, row_number() over () as number from cases
                    where id not in (select id from open)) o where o.id = c.id)
            update cases c set status = case when o.returned then 'Returned' else 'Dispatched' end, outcome = null
            from open o where o.id = c.id
            """);
        await database.ExecuteAsync("vacuum analyze cases");
    }
}
