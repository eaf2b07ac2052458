using System.Diagnostics;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Bench.Parts;

/// <summary>
/// The nearest ten of 200,000 stations, in process, one thread: as many as a country would have, most of them where
/// people are. The filter is met by two fifths of them, as "open now, with water" might be.
/// </summary>
internal sealed class NearestPart : IPart
{
    private const int Stations = 200_000;
    private const int Towns = 400;
    private const int Questions = 200_000;
    private const int Limit = 10;
    private const double Anywhere = 5e7;

    public string Name => "nearest";

    public Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject)
    {
        var random = new Random(20261123);
        var towns = Enumerable.Range(0, Towns)
            .Select(_ => new Position(75 + (random.NextDouble() * 58), 20 + (random.NextDouble() * 32))).ToArray();
        var tree = new PointTree<int>(Enumerable.Range(0, Stations).Select(i => (Near(towns[i % Towns], random), i)));
        var questions = Enumerable.Range(0, Questions).Select(i => Near(towns[i * 7 % Towns], random)).ToArray();
        Rate(tree, questions, null);
        var plain = Enumerable.Range(0, 3).Max(_ => Rate(tree, questions, null));
        var filtered = Enumerable.Range(0, 3).Max(_ => Rate(tree, questions, i => i / Towns % 5 < 2));
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure(Name, $"nearest {Limit} of {Stations:#,0}, one thread", plain, "/s").AimAtLeast(200_000),
            new Figure(Name, "the same with a filter, one thread", filtered, "/s").AimAtLeast(150_000),
        ]);
    }

    private static double Rate(PointTree<int> tree, Position[] questions, Func<int, bool>? wanted)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var from in questions)
        {
            tree.Nearest(from, Limit, Anywhere, wanted);
        }

        return questions.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Some 20 km around.</summary>
    private static Position Near(Position town, Random random) => new(
        town.Longitude + (Spread(random) * 0.2), town.Latitude + (Spread(random) * 0.17));

    /// <summary>Denser towards the middle.</summary>
    private static double Spread(Random random) => random.NextDouble() - random.NextDouble();
}
