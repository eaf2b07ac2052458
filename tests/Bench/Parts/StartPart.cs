namespace RiderPlatform.Bench.Parts;

/// <summary>
/// From starting AppHost to all healthy: over no data, with every migration and seed, and over data that is there.
/// </summary>
internal sealed class StartPart : IPart
{
    private const int Warm = 3;

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        while (subject.WarmStarts.Count < Warm)
        {
            await subject.RestartAsync();
        }

        var median = subject.WarmStarts.Order().ElementAt(Warm / 2);
        return
        [
            new Figure(Name, "first start with seed", subject.ColdStart.TotalSeconds, "s"),
            new Figure(Name, $"warm start, median of {Warm}", median.TotalSeconds, "s").AimAtMost(20),
        ];
    }
}
