using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class PointTreeTests
{
    public static TheoryData<int, double, int> Cities => new()
    {
        // Seed, spread of the stations in degrees, how many.
        { 1, 0.05, 12 }, { 2, 0.2, 240 }, { 3, 0.5, 1104 }, { 4, 5, 1104 }, { 5, 40, 3000 }, { 6, 0.2, 3 },
            { 7, 0.001, 500 },
    };

    /// <summary>Random stations and askers, in and around the city and far off, with and without a filter.</summary>
    [Theory]
    [MemberData(nameof(Cities))]
    public void Nearest_IsWhatLookingAtEveryStationFinds(int seed, double spread, int count)
    {
        var random = new Random(seed);
        var stations = Enumerable.Range(0, count).Select(i => (Around(random, spread), i)).ToList();
        var tree = new PointTree<int>(stations);
        for (var asked = 0; asked < 300; asked++)
        {
            var from = Around(random, asked % 3 == 0 ? spread * 3 : spread);
            var limit = random.Next(1, 51);
            var within = random.Next(4) switch { 0 => 500, 1 => 5_000, 2 => 200_000, _ => 5e7 };
            var every = random.Next(1, 20);
            var expected = stations.Where(s => s.i % every == 0).Select(s => from.MetresTo(s.Item1))
                .Where(m => m <= within).Order().Take(limit).ToList();
            var found = tree.Nearest(from, limit, within, i => i % every == 0);
            Assert.Equal(expected, found.Select(f => f.Metres));
            Assert.All(found, f => Assert.Equal(f.Metres, from.MetresTo(stations[f.Item].Item1)));
        }
    }

    [Theory]
    [InlineData(-179.9, 80)]
    [InlineData(0, 0)]
    [InlineData(180, -90)]
    [InlineData(104.06, 90)]
    public void Nearest_FromAnywhereOnEarth_IsExact(double longitude, double latitude)
    {
        var random = new Random(11);
        var stations = Enumerable.Range(0, 200).Select(i => (Around(random, 30), i)).ToList();
        var from = new Position(longitude, latitude);
        var found = new PointTree<int>(stations).Nearest(from, 10, 5e7, _ => true);
        Assert.Equal(stations.Select(s => from.MetresTo(s.Item1)).Order().Take(10), found.Select(f => f.Metres));
    }

    /// <summary>
    /// 100,000 questions among 200,000 stations, against counting: whoever is nearer than the tenth lies in the band of
    /// latitudes that is as wide as the way to the tenth, and there must be nine of them at most.
    /// </summary>
    [Fact]
    public void Nearest_OfManyStations_LeavesNoNearerOneOut()
    {
        const int Limit = 10;
        var random = new Random(20261123);
        var stations = Enumerable.Range(0, 200_000).Select(i => (At: Around(random, 6), i)).ToArray();
        var tree = new PointTree<int>(stations);
        var places = stations.Select(s => Unit(s.At)).ToArray();
        var byHeight = places.OrderBy(p => p.Z).ToArray();
        var heights = byHeight.Select(p => p.Z).ToArray();
        for (var asked = 0; asked < 100_000; asked++)
        {
            var position = Around(random, 6.2);
            var from = Unit(position);
            var found = tree.Nearest(position, Limit, 5e7).Select(f => f.Item).ToHashSet();
            Assert.Equal(Limit, found.Count);
            var farthest = found.Max(f => Chord(from, places[f]));
            var (nearer, at) = (0, FirstAbove(heights, from.Z - Math.Sqrt(farthest)));
            for (; at < heights.Length && heights[at] <= from.Z + Math.Sqrt(farthest); at++)
            {
                nearer += Chord(from, byHeight[at]) < farthest * (1 - 1e-9) ? 1 : 0;
            }

            Assert.True(nearer < Limit, $"{nearer} are nearer to {position} than the last of {Limit} that were found");
        }

        static int FirstAbove(double[] sorted, double value) =>
            Array.BinarySearch(sorted, value) is var at && at < 0 ? ~at : at;

        static (double X, double Y, double Z) Unit(Position p)
        {
            var (lat, lng) = (p.Latitude * Math.PI / 180, p.Longitude * Math.PI / 180);
            return (Math.Cos(lat) * Math.Cos(lng), Math.Cos(lat) * Math.Sin(lng), Math.Sin(lat));
        }

        static double Chord((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
            ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z));
    }

    [Fact]
    public void Nearest_OfEquallyNear_KeepsTheOrderInWhichTheyWereGiven()
    {
        var places = Enumerable.Range(0, 400).Select(i => (new Position(104 + (i % 4), 30), i)).ToList();
        var found = new PointTree<int>(places).Nearest(new Position(105, 30), 150, 5e7);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (4 * i) + 1), found.Take(100).Select(f => f.Item));
        Assert.Equal(
            places.Where(p => p.i % 4 is 0 or 2).Take(50).Select(p => p.i % 2),
            found.Skip(100).Select(f => f.Item % 2));
    }

    [Fact]
    public void Nearest_OfNone_IsEmpty() =>
        Assert.Empty(new PointTree<int>([]).Nearest(new Position(104, 30), 10, 5e7, _ => true));

    /// <summary>
    /// Planar degrees get this wrong: a degree of longitude is 14 % shorter than one of latitude in Chengdu.
    /// </summary>
    [Fact]
    public void Distance_IsMetresOnTheSphere()
    {
        var square = new Position(104.0633, 30.6574);
        Assert.Equal(0, square.MetresTo(square));
        Assert.Equal(111_195, square.MetresTo(square with { Latitude = square.Latitude + 1 }), 0.5);
        Assert.Equal(95_648, square.MetresTo(square with { Longitude = square.Longitude + 1 }), 50.0);
        Assert.Equal(Math.PI * Position.EarthRadius, new Position(0, 90).MetresTo(new Position(0, -90)), 1.0);
    }

    private static Position Around(Random random, double spread) => new(
        Math.Clamp(104.06 + ((random.NextDouble() - 0.5) * spread), 73, 136),
        Math.Clamp(30.66 + ((random.NextDouble() - 0.5) * spread), 3, 54));
}
