using RiderPlatform.Bench.Load;
using RiderPlatform.Bench.Screens;
using RiderPlatform.Browser;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// The console with 10,000 cases behind it: what a rider's pages weigh and how soon they show on a slow telephone, how
/// long the server takes for a list, and what open pages cost that only listen.
/// </summary>
internal sealed class ConsolePart : IPart
{
    private const int Cases = 10_000;

    public string Name => "console";

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
        await database.ExecuteAsync("analyze");
    }
}
