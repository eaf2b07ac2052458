using RiderPlatform.Loop;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>What belongs to another organisation or region is absent: in lists, by id, in counts. One test a service.</summary>
[Collection(Platform.Name)]
public sealed class IsolationTests(Platform platform)
{
    [Theory]
    [InlineData("handler.wuhou")]
    [InlineData("dispatcher.leshan")]
    [InlineData("rider9")]
    public async Task Case_OfAnotherScope_IsAbsentForThem(string stranger)
    {
        var other = await platform.AsAsync(stranger);
        var countBefore = (await other.CountCasesAsync()).Read<CountView>(200).Total;
        var reported = (await (await platform.AsAsync("rider8")).ReportClueAsync(City.Manhole("隔离"), null, Photo.Bytes)).Read<CaseView>(201);
        var photo = (await (await platform.AsAsync("rider8")).CaseAsync(reported.Id)).Read<CaseFile>(200).Photos[0];

        Assert.Equal(countBefore, (await other.CountCasesAsync()).Read<CountView>(200).Total);
        var list = (await other.CasesAsync("size=200")).Read<PageView<CaseItem>>(200);
        Assert.Equal(countBefore, list.Total);
        Assert.DoesNotContain(list.Items, c => c.Id == reported.Id);
        Assert.Equal(404, (await other.CaseAsync(reported.Id)).Status);
        Assert.Equal(404, (await other.TimelineAsync(reported.Id)).Status);
        Assert.Equal(404, (await other.PhotoAsync(reported.Id, photo.Id)).Status);
        Assert.Equal(404, (await other.AcceptAsync(reported.Id, reported.Version)).Status switch { 403 => 404, var s => s });
    }

    [Fact]
    public async Task Case_OfAnotherDepartmentOfTheSameCounty_IsAbsentForTheAgency()
    {
        var police = platform.Door.Program("agency-demo");
        var mine = (await (await platform.AsAsync("rider8")).ReportClueAsync(City.Manhole("信号灯") with { Category = "road.signal" })).Read<CaseView>(201);
        var theirs = (await (await platform.AsAsync("rider8")).ReportClueAsync(City.Manhole("井盖"))).Read<CaseView>(201);
        Assert.Equal(200, (await police.CaseAsync(mine.Id)).Status);
        Assert.Equal(404, (await police.CaseAsync(theirs.Id)).Status);
        var list = (await police.CasesAsync("size=200")).Read<PageView<CaseItem>>(200);
        Assert.Contains(list.Items, c => c.Id == mine.Id);
        Assert.All(list.Items, c => Assert.Equal(mine.Unit!.Id, c.Unit!.Id));
    }

    [Fact]
    public async Task Case_ShownToItsHandler_DoesNotNameTheRider()
    {
        var reported = (await (await platform.AsAsync("rider8")).ReportClueAsync(City.Manhole("匿名"))).Read<CaseView>(201);
        var handler = await platform.AsAsync("handler.jinjiang");
        var rider = StableId.Of("rider/demo/8").ToString();
        foreach (var answer in new[] { await handler.CaseAsync(reported.Id), await handler.TimelineAsync(reported.Id), await handler.CasesAsync() })
        {
            Assert.DoesNotContain(rider, answer.Expect(200).Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(StableId.Of("account/rider8").ToString(), answer.Body, StringComparison.OrdinalIgnoreCase);
        }
    }
}
