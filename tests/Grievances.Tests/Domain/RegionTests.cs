using System.Collections.Frozen;
using System.Text.Json;
using NetTopologySuite.Geometries;
using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using Position = RiderPlatform.Grievances.Domain.Position;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class RegionTests
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string,
        string> { ["510104"] = "锦江区", ["510104022"] = "春熙路街道" }.ToFrozenDictionary();

    [Theory]
    [InlineData(104.066, 30.657, 104.066, 30.657, 0)]
    [InlineData(104.066, 30.657, 104.066, 31.657, 111_195)]
    [InlineData(116.397, 39.909, 121.474, 31.230, 1_067_000)]
    public void Distance_IsTheGreatCircle(double x1, double y1, double x2, double y2, double metres) =>
        Assert.InRange(new Position(x1, y1).MetresTo(new Position(x2, y2)), metres * 0.995 - 1, (metres * 1.005) + 1);

    [Theory]
    [InlineData(104.1, 91)]
    [InlineData(-104.1, 30.6)]
    [InlineData(double.NaN, 30.6)]
    [InlineData(104.1, double.PositiveInfinity)]
    [InlineData(30.6, 104.1)]
    public void Position_OffTheMap_IsNotInChina(double longitude, double latitude) =>
        Assert.False(new Position(longitude, latitude).IsInChina);

    [Fact]
    public void Find_OnTheEdge_BelongsToThePolygon_AndNamesTheNeighbour()
    {
        var graph = new BoundaryGraph([Square("510104001", 104.00), Square("510104002", 104.01)]);
        Assert.Equal(["510104001", "510104002"], graph.Near(new Position(104.01, 30.005)).Order());
        Assert.Equal(["510104001"], graph.Near(new Position(104.005, 30.005)));
        Assert.Equal(["510104002", "510104001"], graph.Near(new Position(104.0102, 30.005)));
        Assert.Empty(graph.Near(new Position(104.5, 30.005)));
    }

    [Fact]
    public void Find_PrefersRealBoundaries_ThenTheMostSpecific()
    {
        var graph =
            new BoundaryGraph(
            [Square("510104001", 104.00, demo: true), Square("510104", 104.00), Square("510104003", 104.00)]);
        Assert.Equal(["510104003"], graph.Near(new Position(104.005, 30.005)));
        Assert.Equal(["510104"], new BoundaryGraph([Square("510104001", 104.00, demo: true), Square("510104", 104.00)])
            .Near(new Position(104.005, 30.005)));
    }

    [Fact]
    public void Find_NearABoundary_TheReportersWordDecides()
    {
        var finder = Finder([Square("510104001", 104.00), Square("510104002", 104.01)]);
        var edge = new Position(104.0099, 30.005);
        Assert.Equal("510104001", finder.Find(edge, null)!.Code);
        Assert.Equal(["510104001", "510104002"], finder.Find(edge, null)!.Candidates);
        Assert.Equal("510104002", finder.Find(edge, "510104002")!.Code);
        Assert.Equal("510104001", finder.Find(new Position(104.005, 30.005), "510104002")!.Code);
    }

    [Fact]
    public void Find_WithoutPolygon_TakesTheNearestStreetWithinThreeKilometres()
    {
        var finder =
            Finder([], new StreetPoint("510104022", new Position(104.081, 30.657)),
            new StreetPoint("510104017", new Position(104.083, 30.646)));
        Assert.Equal(
            ("510104022", "NearestStreet"),
            (finder.Find(new Position(104.081, 30.66), null)!.Code,
            finder.Find(new Position(104.081, 30.66), null)!.LocatedBy));
        Assert.Null(finder.Find(new Position(104.081, 30.69), null));
        Assert.Equal(
            ("510104022", "Named"),
            (finder.Find(new Position(104.081, 30.69), "510104022")!.Code, finder.Find(null, "510104022")!.LocatedBy));
    }

    [Fact]
    public void DemoCells_HoldTheirOwnStreet_AndDoNotOverlap()
    {
        var streets = DemoStreets.Read();
        var cells = DemoStreets.Cells(streets).ToList();
        var graph = new BoundaryGraph(cells.Select(c => new Boundary(c.Code, true, c.Shape)));
        Assert.Equal(streets.Count, cells.Count);
        Assert.All(streets, s => Assert.Equal(s.Code, graph.Near(new Position(s.Longitude, s.Latitude))[0]));
        Assert.Empty(Overlaps.Of([.. cells], []));
    }

    [Theory]
    [InlineData("""{"code":"510104022"}""", "[[[104,30],[104.01,30],[104.01,30.01],[104,30.01],[104,30]]]", null)]
    [InlineData("""{"code":"510104022"}""", "[[[104,30],[104,30.01],[104.01,30.01],[104.01,30],[104,30]]]", null)]
    [InlineData("""{"code":"510104022"}""", "[[[104,30],[104.01,30],[104.01,30.01],[104,30.01]]]", "OpenRing")]
    [InlineData(
        """{"code":"510104022"}""", "[[[104,30],[104.01,30.01],[104.01,30],[104,30.01],[104,30]]]", "SelfIntersection")]
    [InlineData("""{"code":"510104022"}""", "[[[104,30],[104.01,30],[104,30]]]", "TooFewPositions")]
    [InlineData("""{"code":"510104022"}""", "[[[30,104],[30,104.01],[30.01,104.01],[30,104]]]", "OutsideChina")]
    [InlineData("""{"code":"510104022"}""", "[[[104,\"30\"],[104.01,30],[104.01,30.01],[104,30]]]", "BadPosition")]
    [InlineData("""{"code":"510104022"}""", "7", "BadCoordinates")]
    [InlineData("""{"code":510104022}""", "[]", "NoCode")]
    [InlineData("{}", "[]", "NoCode")]
    public void GeoJson_IsCheckedByFeature(string properties, string coordinates, string? reason)
    {
        using var json = JsonDocument.Parse($$$"""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{{{properties}}},
             "geometry":{"type":"Polygon","coordinates":{{{coordinates}}}}}]}
            """);
        Assert.Equal(reason, GeoJsonReader.Read(json.RootElement).Single().Reason);
    }

    private static RegionFinder Finder(IEnumerable<Boundary> boundaries, params StreetPoint[] streets) =>
        new(Names, new BoundaryGraph(boundaries), streets);

    private static Boundary Square(string code, double west, bool demo = false) =>
        new(code, demo, GeometryFactory.Default.ToGeometry(new Envelope(west, west + 0.01, 30, 30.01)));
}
