using NetTopologySuite.Geometries;
using RiderPlatform.Grievances.Boundaries;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class OutlineTests
{
    [Theory]
    [InlineData("", "51")]
    [InlineData("5101", "510104,510105")]
    [InlineData("510104", "510104017,510104018")]
    [InlineData("510104017", "510104017")]
    [InlineData("52", "")]
    public void Of_GivesTheParts_OneLevelDown(string place, string codes)
    {
        var all = new[] { Square("510104017", 0), Square("510104018", 1), Square("510105001", 2) };
        Assert.Equal(codes, string.Join(',', Outlines.Of(all, place).Select(o => o.Code)));
    }

    [Fact]
    public void Of_JoinsWhatLiesSideBySide()
    {
        var county = Outlines.Of([Square("510104017", 0), Square("510104018", 1.00001)], "5101").Single();
        Assert.Equal(1, county.Shape.NumGeometries);
        Assert.Empty(((Polygon)county.Shape).InteriorRings);
    }

    [Fact]
    public void Of_TakesTheRegionsOwnBoundary_BeforeThatOfItsParts()
    {
        var own = Outlines.Of([Square("510104", 5) with { Demo = false }, Square("510104017", 0)], "5101").Single();
        Assert.Equal((5, false), (own.Shape.EnvelopeInternal.MinX, own.Demo));
    }

    [Fact]
    public void Of_FineBoundaries_StaysWithinItsLimit()
    {
        var fine = Enumerable.Range(0, 20).Select(i => Round($"5101{i:00}", i * 0.2)).ToList();
        var outlines = Outlines.Of(fine, "5101");
        Assert.Equal(20, outlines.Count);
        Assert.InRange(outlines.Sum(o => o.Shape.NumPoints), 20 * 8, Outlines.MostPositions);
        Assert.All(outlines, o => Assert.InRange(o.Shape.Area, 0.02, 0.04));
    }

    private static Boundary Square(string code, double west) => new(
        code, true, GeometryFactory.Default.ToGeometry(new Envelope(west, west + 1, 30, 31)));

    private static Boundary Round(string code, double west) => new(
        code, true, GeometryFactory.Default.CreatePoint(new Coordinate(104 + west, 30)).Buffer(0.1, 500));
}
