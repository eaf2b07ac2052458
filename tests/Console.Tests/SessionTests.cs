using RiderPlatform.Browser;

namespace RiderPlatform.Console.Tests;

/// <summary>Signing in, staying in, going out.</summary>
[Collection(Site.Name)]
public sealed class SessionTests(Site site)
{
    [Fact]
    public async Task SignIn_LeadsToTheFirstPageOfTheRole_AndTheCookieIsBoundToTheHost()
    {
        await using var dispatcher = await site.SignInAsync(Seat.Desk, "dispatcher");
        await dispatcher.GoAsync("/console/cases");
        Assert.Contains("region=5101&at=now", dispatcher.Page.Url, StringComparison.Ordinal);
        Assert.Equal("全部案件", await dispatcher.Page.InnerTextAsync("h1"));
        var cookie = Assert.Single(await dispatcher.Context.CookiesAsync(), c => c.Name == "__Host-rider-platform");
        Assert.True(cookie is { HttpOnly: true, Secure: true, Path: "/" });
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionEverywhere()
    {
        await using var dispatcher = await site.SignInAsync(Seat.Desk, "dispatcher");
        var second = await dispatcher.Context.NewPageAsync();
        await second.GotoAsync("/console/cases");
        await dispatcher.GoAsync("/console/place");
        await dispatcher.Page.ClickAsync(".head details.menu summary");
        await dispatcher.Page.ClickAsync("text=退出登录");
        await second.ReloadAsync();
        Assert.Contains("/signin", second.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnotherRole_SaysSoInTheFrame()
    {
        await using var keeper = await site.SitAsync(Seat.Desk, "keeper");
        var answer = await keeper.GoAsync("/console/cases");
        Assert.Equal(403, answer!.Status);
        Assert.Equal("您没有权限", await keeper.Page.InnerTextAsync(".state h2"));
    }
}
