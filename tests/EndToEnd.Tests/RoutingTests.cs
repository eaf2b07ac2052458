using RiderPlatform.Loop;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>A clue goes at once to the unit that its place and matter name.</summary>
[Collection(Platform.Name)]
public sealed class RoutingTests(Platform platform)
{
    public static TheoryData<string, Place, string> Expected => new()
    {
        { "road.manhole", City.Jinjiang, "organisation/510104/Department/urban-management" },
        { "road.signal", City.Jinjiang, "organisation/510104/Department/traffic-police" },
        { "fire.exit", City.Jinjiang, "organisation/510104/Department/fire-rescue" },
        { "other", City.Jinjiang, "organisation/510104/IndustryCommittee" },
        { "road.manhole", City.Wuhou, "organisation/510107/Department/urban-management" },
        { "food.safety", City.Leshan, "organisation/511102/Department/market-supervision" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Report_IsDispatchedToTheUnitOfItsPlaceAndMatter(string category, Place place, string unit)
    {
        var rider = await platform.AsAsync("rider5");
        var reported = (await rider.ReportClueAsync(new Clue(category, "派单", place.Longitude, place.Latitude)))
            .Read<CaseView>(201);
        Assert.Equal("Dispatched", reported.Status);
        Assert.Equal(StableId.Of(unit), reported.Unit!.Id);
    }
}
