using System.Text;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Warnings.Cap;

namespace RiderPlatform.Grievances.Tests.Warnings;

public sealed class CapReaderTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 22, 16, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Corners_AreRead_ChineseFirst_WithEveryShape()
    {
        var (message, faults) = CapReader.Read(Encoding.UTF8.GetBytes(CapDocuments.Corners));
        Assert.Empty(faults);
        Assert.Equal(new("weather@chengdu.example", "51010041600000_20261101080000",
            new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)), message!.Name);
        Assert.True(message.Warns);
        Assert.Equal(["暴雨", "雷电"], message.Parts.Select(p => p.Event));
        var (rain, thunder) = (message.Parts[0], message.Parts[1]);
        Assert.Equal((WarningLevel.Red, WarningLevel.Yellow), (rain.Level, thunder.Level));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero), rain.From);
        Assert.Equal(rain.From + WarningPart.WithoutExpiry, rain.Until);
        Assert.Equal((message.Name.Sent, 0), (thunder.From, thunder.Areas.Count));
        Assert.Equal(["5101"], rain.Areas[0].Codes);
        Assert.Equal((2, 1), (rain.Areas[1].Polygons.Count, rain.Areas[1].Circles.Count));
        Assert.Equal([104.0, 30.0], rain.Areas[1].Polygons[0][0]);
    }

    /// <summary>A good message with one thing changed, and where it is told.</summary>
    [Theory]
    [InlineData("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1", "alert")]
    [InlineData("<sender>weather.chengdu.example</sender>", "", "alert/sender")]
    [InlineData("<sender>weather", "<sender>wea ther", "alert/sender")]
    [InlineData("<identifier>x1</identifier>", "<identifier>x,1</identifier>", "alert/identifier")]
    [InlineData("16:00:00+08:00</sent>", "16:00:00Z</sent>", "alert/sent")]
    [InlineData("16:00:00+08:00</sent>", "16:00:00.5+08:00</sent>", "alert/sent")]
    [InlineData("2026-11-22T16:00:00+08:00</sent>", "2026-13-22T16:00:00+08:00</sent>", "alert/sent")]
    [InlineData("<status>Actual", "<status>actual", "alert/status")]
    [InlineData("<msgType>Alert", "<msgType>Update", "alert/references")]
    [InlineData("<scope>Public", "<scope>Restricted", "alert/restriction")]
    [InlineData("<scope>Public", "<scope>Private", "alert/addresses")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><references>a,b</references>", "alert/references")]
    [InlineData("<category>Met", "<category>Weather", "alert/info[1]/category[1]")]
    [InlineData("<event>暴雨</event>", "", "alert/info[1]/event")]
    [InlineData("<certainty>Observed", "<certainty>Very Likely", "alert/info[1]/certainty")]
    [InlineData("<urgency>Immediate</urgency>", "<urgency><b/></urgency>", "alert/info[1]/urgency")]
    [InlineData("<senderName>", "<colour>red</colour><senderName>", "alert/info[1]/colour")]
    [InlineData("<headline>", "<senderName>twice</senderName><headline>", "alert/info[1]/senderName")]
    [InlineData("<category>Met</category><event>暴雨</event>", "<event>暴雨</event><category>Met</category>",
        "alert/info[1]/category[1]")]
    [InlineData("30.64,104.06</polygon>", "30.65,104.06</polygon>", "alert/info[1]/area[1]/polygon[1]")]
    [InlineData("<polygon>30.64,104.06 ", "<polygon>104.06,30.64 ", "alert/info[1]/area[1]/polygon[1]")]
    [InlineData("</polygon>", "</polygon><circle>30.6,104.0 -1</circle>", "alert/info[1]/area[1]/circle[1]")]
    [InlineData("</polygon>", "</polygon><ceiling>3</ceiling>", "alert/info/area/ceiling")]
    [InlineData("</polygon>", "</polygon><geocode><value>1</value></geocode>",
        "alert/info[1]/area[1]/geocode[1]/valueName")]
    [InlineData("<areaDesc>", "<areaDesc lang='zh'>", "alert/info[1]/area[1]/areaDesc")]
    public void OneThingWrong_IsToldAtItsElement(string good, string bad, string path)
    {
        var whole = Encoding.UTF8.GetString(
            CapDocuments.Alert("x1", Sent, CapDocuments.Info(Sent.AddHours(6), CapDocuments.Around)));
        Assert.Empty(CapReader.Read(Encoding.UTF8.GetBytes(whole)).Faults);
        var changed = whole.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(whole, changed);
        var (message, faults) = CapReader.Read(Encoding.UTF8.GetBytes(changed));
        Assert.Null(message);
        var fault = faults.First(f => f.Path == path);
        Assert.True(fault is { Line: > 1, Column: > 0 }, $"{fault}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<alert>")]
    [InlineData("""<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>""")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><alert>&c;</alert>""")]
    [InlineData("""<?xml version="1.0" encoding="no-such"?><alert/>""")]
    public void NoXml_OrATrap_IsOneFault(string text) =>
        Assert.Equal("", Assert.Single(CapReader.Read(Encoding.UTF8.GetBytes(text)).Faults).Path);

    [Theory]
    [InlineData(104.08, 30.66, true)]
    [InlineData(104.06, 30.64, true)]
    [InlineData(104.10, 30.65, true)]
    [InlineData(104.1001, 30.65, false)]
    [InlineData(104.05, 30.68, false)]
    [InlineData(30.66, 104.08, false)]
    public void Polygon_HoldsItsInsideAndItsEdge(double longitude, double latitude, bool inside)
    {
        var area = CapReader.Read(CapDocuments.Alert("x2", Sent, CapDocuments.Info(null, CapDocuments.Around)))
            .Message!.Parts[0].Areas[0];
        Assert.Equal(inside, area.Covers(new(longitude, latitude), "510104022"));
        Assert.False(area.Covers(null, "510104022"));
    }

    [Theory]
    [InlineData("GB/T 2260", "510104", "510104")]
    [InlineData("GB/T 2260", "510100", "5101")]
    [InlineData("GB/T 2260", "510000", "51")]
    [InlineData("code", "510104022000", "510104022")]
    [InlineData("code", "510104022001", "510104022001")]
    [InlineData("SAME", "006109", null)]
    [InlineData("UGC", "510104", null)]
    [InlineData("code", "51010", null)]
    [InlineData("code", "CN-SC", null)]
    public void Geocode_IsARegionPrefix_OrNothing(string name, string value, string? code) =>
        Assert.Equal(code, RegionCodes.Of(name, value));
}
