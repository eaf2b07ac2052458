using Microsoft.Playwright;
using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>Finding a station, and checking in.</summary>
[Collection(Site.Riders)]
public sealed class StationTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Stations_OpenWithoutASignIn_WithListAndMap(bool phone)
    {
        await using var anyone = await site.SitAsync(phone ? Seat.Phone : Seat.Desk);
        await anyone.GoAsync("/console/stations?region=5101&at=now");
        await Expect(anyone.Page.Locator("#stations > li")).ToHaveCountAsync(20);
        await Expect(anyone.Page.Locator("#map path.map-point")).ToHaveCountAsync(20);
        Assert.Empty(anyone.Faults);
    }

    [Fact]
    public async Task OwnPosition_GoesIntoTheAddress_AndSortsTheList()
    {
        await using var anyone = await site.SitAsync(Seat.Phone);
        await anyone.GoAsync("/console/stations");
        await anyone.Page.ClickAsync("text=用我的位置");
        await anyone.Page.WaitForURLAsync(url => url.Contains("lng=104.08100", StringComparison.Ordinal)
            && url.Contains("lat=30.65700", StringComparison.Ordinal));
        await Expect(anyone.Page.Locator("#locate-state")).ToHaveTextAsync("按您的位置由近到远排列。");
        await Expect(anyone.Page.Locator("#map path.map-own")).ToHaveCountAsync(1);
        Assert.Empty(anyone.Faults);
    }

    [Fact]
    public async Task WithoutScripts_ChipsAndTheSelectNarrowTheList()
    {
        await using var anyone = await site.SitAsync(Seat.Phone with { Scripts = false });
        await anyone.GoAsync("/console/stations?region=5101&at=now");
        await anyone.Page.ClickAsync("details.where > summary");
        await anyone.Page.SelectOptionAsync("#near", new SelectOptionValue { Index = 3 });
        var chosen = await anyone.Page.Locator("#near option:checked").InnerTextAsync();
        await anyone.Page.ClickAsync("text=查看附近");
        await Expect(anyone.Page.Locator("#stations > li").First).ToContainTextAsync(chosen);
        await anyone.Page.ClickAsync(".chips >> text=微波炉");
        await Expect(anyone.Page.Locator(".chip[aria-current=true]")).ToHaveTextAsync("微波炉");
        await Expect(anyone.Page.Locator("#stations > li").First).ToContainTextAsync("微波炉");
    }

    [Fact]
    public async Task NothingFits_SaysSo_AndWhatIsNearestAllTheSame()
    {
        await using var anyone = await site.SitAsync(Seat.Phone);
        await anyone.GoAsync("/console/stations?region=5101&at=now&lng=104.081&lat=30.657&service=no-such-service");
        await Expect(anyone.Page.Locator(".notice-past")).ToContainTextAsync("附近没有符合条件的驿站");
        await Expect(anyone.Page.Locator("#stations > li")).ToHaveCountAsync(3);
        Assert.Empty(anyone.Faults);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task CheckIn_SaysWhichPlaceToday_AndTwiceIsOnce(bool scripts)
    {
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = scripts }, "rider2");
        await rider.GoAsync("/console/stations?region=5101&at=now&lng=104.06&lat=30.66");
        await rider.Page.Locator(".station-link").Nth(scripts ? 1 : 2).ClickAsync();
        await rider.Page.ClickAsync("button:has-text('签到')");
        var first = await rider.Page.InnerTextAsync(".notice-good");
        Assert.Matches("签到成功，您是今天第 [0-9]+ 位", first);
        await rider.Page.ClickAsync("button:has-text('签到')");
        await Expect(rider.Page.Locator(".notice-good")).ToHaveTextAsync(first);
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Station_WithoutASignIn_OffersTheWayIn_AndBack()
    {
        await using var anyone = await site.SitAsync(Seat.Phone);
        await anyone.GoAsync("/console/stations?region=5101&at=now&lng=104.06&lat=30.66");
        await anyone.Page.Locator(".station-link").First.ClickAsync();
        var station = new Uri(anyone.Page.Url).AbsolutePath;
        await Expect(anyone.Page.Locator("svg.qr")).ToBeVisibleAsync();
        Assert.StartsWith("geo:", await anyone.Page.GetAttributeAsync("text=怎么去 >> xpath=..", "href"),
            StringComparison.Ordinal);
        var way = await anyone.Page.GetAttributeAsync("text=登录后签到", "href");
        Assert.Contains(Uri.EscapeDataString(station), way, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(anyone.Faults);
    }

    [Fact]
    public async Task Station_ThatIsNone_SaysSo()
    {
        await using var anyone = await site.SitAsync(Seat.Phone);
        var answer = await anyone.GoAsync($"/console/stations/{Guid.CreateVersion7()}?region=5101&at=now");
        Assert.Equal(404, answer!.Status);
        await Expect(anyone.Page.Locator(".state h2")).ToHaveTextAsync("没有找到");
    }
}
