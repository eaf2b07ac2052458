using System.Diagnostics;
using RiderPlatform.Bench.Seeding;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// Ten thousand timers that fall due in the same moment, those of the cases whose clocks have run the furthest, so that
/// they have levels that nobody was told of: from then until the last of them has fired, the wait for the sweep's next
/// look included.
/// </summary>
internal sealed class TimersPart : IPart
{
    private const int Timers = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Looking all the time would take a core from what is measured.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public string Name => "timers";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var seeded = await SeededCases.OfAsync(subject, InboxPart.Cases);
        var database = subject.Database("grievances-db");
        var before = await database.ScalarAsync<long>("select count(*) from case_notices");
        var due = await database.ScalarAsync<long>($"""
            with chosen as (
                select t.case_id from case_timers t join cases c on c.id = t.case_id
                where t.due_at > now()
                order by greatest({Gone("c.reported_at", "c.rider_due_at")}, {Gone("c.unit_since", "c.unit_due_at")})
                    desc nulls last
                limit {Timers}),
            moved as (
                update case_timers t set due_at = now() from chosen where t.case_id = chosen.case_id returning 1)
            select count(*) from moved
            """);
        var started = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(Look);
        while (await database.ScalarAsync<long>("select count(*) from case_timers where due_at <= now()") > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException("The timers have not fired.");
            }

            await look.WaitForNextTickAsync();
        }

        var took = Stopwatch.GetElapsedTime(started);
        var written = await database.ScalarAsync<long>("select count(*) from case_notices") - before;
        return
        [
            .. seeded,
            new Figure(Name, "timers due at once", due, "timers").AimAtLeast(Timers),
            new Figure(Name, "until the last has fired", took.TotalSeconds, "s").AimBelow(5),
            new Figure(Name, "notices that they wrote", written, "notices"),
        ];
    }

    /// <summary>Which part of a clock's time has gone; 1: it is due.</summary>
    private static string Gone(string from, string to) =>
        $"extract(epoch from now() - {from}) / nullif(extract(epoch from {to} - {from}), 0)";
}
