using RiderPlatform.Loop;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>
/// Another organisation's, region's and rider's cases are absent; and a handler never learns who reported.
/// </summary>
[Collection(Platform.Name)]
public sealed class CaseIsolationTests(Platform platform)
{
    [Theory]
    [InlineData("handler.wuhou")]
    [InlineData("dispatcher.leshan")]
    [InlineData("rider9")]
    public async Task Case_OfAnotherScope_IsAbsent(string stranger)
    {
        var other = await platform.AsAsync(stranger);
        var before = (await other.CountCasesAsync()).Read<CountView>(200);
        var rider = await platform.AsAsync("rider8");
        var reported = (await rider.ReportClueAsync(City.Manhole("隔离"), null, Photo.Bytes)).Read<CaseView>(201);
        var photo = (await rider.CaseAsync(reported.Id)).Read<CaseFile>(200).Photos[0];

        Assert.Equal(before.Total, (await other.CountCasesAsync()).Read<CountView>(200).Total);
        var list = (await other.CasesAsync("size=200")).Read<PageView<CaseItem>>(200);
        Assert.Equal(before.Total, list.Total);
        Assert.DoesNotContain(list.Items, c => c.Id == reported.Id);
        Assert.Equal(404, (await other.CaseAsync(reported.Id)).Status);
        Assert.Equal(404, (await other.TimelineAsync(reported.Id)).Status);
        Assert.Equal(404, (await other.PhotoAsync(reported.Id, photo.Id)).Status);
    }

    [Fact]
    public async Task Case_OfAnotherDepartmentOfTheCounty_IsAbsentForTheAgency()
    {
        var police = platform.Door.Program("agency-demo");
        var rider = await platform.AsAsync("rider8");
        var mine = (await rider.ReportClueAsync(City.Manhole("信号灯") with { Category = "road.signal" }))
            .Read<CaseView>(201);
        var theirs = (await rider.ReportClueAsync(City.Manhole("井盖"))).Read<CaseView>(201);

        Assert.Equal(200, (await police.CaseAsync(mine.Id)).Status);
        Assert.Equal(404, (await police.CaseAsync(theirs.Id)).Status);
        var list = (await police.CasesAsync("size=200")).Read<PageView<CaseItem>>(200);
        Assert.Contains(list.Items, c => c.Id == mine.Id);
        Assert.All(list.Items, c => Assert.Equal(mine.Unit!.Id, c.Unit!.Id));
        Assert.Equal(list.Total, (await police.CountCasesAsync()).Read<CountView>(200).Total);
    }

    [Fact]
    public async Task Case_ShownToItsHandler_DoesNotNameTheRider()
    {
        var reported = (await (await platform.AsAsync("rider8")).ReportClueAsync(City.Manhole("匿名")))
            .Read<CaseView>(201);
        var handler = await platform.AsAsync("handler.jinjiang");
        Answer[] shown =
            [await handler.CaseAsync(reported.Id), await handler.TimelineAsync(reported.Id),
                await handler.CasesAsync("size=200")];
        Assert.All(shown, a =>
        {
            Assert.DoesNotContain(StableId.Of("rider/demo/8")
                .ToString(), a.Expect(200).Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(StableId.Of("account/rider8").ToString(), a.Body, StringComparison.OrdinalIgnoreCase);
        });
    }
}
