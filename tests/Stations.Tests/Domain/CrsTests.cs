using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class CrsTests
{
    /// <summary>Pairs that the published conversions are known by.</summary>
    [Theory]
    [InlineData(121.5272106, 31.1774276, 121.531541859215, 31.17530398364597)]
    [InlineData(113.912316, 22.543847, 113.9171764808363, 22.540796131694766)]
    [InlineData(116.377817, 39.911954, 116.38404722455657, 39.91334545536069)]
    public void Gcj02_IsThePublishedShift(
        double longitude, double latitude, double shiftedLongitude, double shiftedLatitude)
    {
        var shifted = new Position(longitude, latitude).FromWgs84(Crs.Gcj02);
        Assert.Equal(shiftedLongitude, shifted.Longitude, 1e-6);
        Assert.Equal(shiftedLatitude, shifted.Latitude, 1e-6);
    }

    [Theory]
    [InlineData(Crs.Wgs84)]
    [InlineData(Crs.Gcj02)]
    [InlineData(Crs.Bd09)]
    public void ThereAndBack_IsTheSamePlace_ToAMillimetre(Crs crs)
    {
        var random = new Random(84);
        for (var i = 0; i < 2_000; i++)
        {
            var place = new Position(74 + (random.NextDouble() * 60), 4 + (random.NextDouble() * 49));
            Assert.InRange(place.MetresTo(place.FromWgs84(crs).ToWgs84(crs)), 0, 0.001);
        }
    }

    [Theory]
    [InlineData(Crs.Gcj02, 100, 900)]
    [InlineData(Crs.Bd09, 300, 2_000)]
    public void Shift_IsHundredsOfMetres_InChina(Crs crs, double atLeast, double atMost)
    {
        var square = new Position(104.0633, 30.6574);
        Assert.InRange(square.MetresTo(square.FromWgs84(crs)), atLeast, atMost);
    }

    [Theory]
    [InlineData(null, Crs.Wgs84)]
    [InlineData("wgs84", Crs.Wgs84)]
    [InlineData("GCJ02", Crs.Gcj02)]
    [InlineData("bd09", Crs.Bd09)]
    [InlineData("1", null)]
    [InlineData("EPSG:4326", null)]
    public void Parse_KnowsThree(string? text, Crs? crs) => Assert.Equal(crs, CrsConversions.Parse(text));
}
