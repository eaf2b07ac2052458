using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Staff before a phone, and the map that every page shares.</summary>
[Collection(Site.Name)]
public sealed class PhoneTests(Site site)
{
    [Theory, InlineData("dispatcher", 5), InlineData("handler.jinjiang", 5), InlineData("keeper", 5)]
    public async Task Menu_IsABarOfAtMostFive_WithTheRestBehindTheLast(string user, int places)
    {
        await using var person = await site.SitAsync(Seat.Phone with { Scripts = false }, user);
        var page = person.Page;
        await person.GoAsync("/console/");
        await Expect(page.Locator("nav.side")).ToBeHiddenAsync();
        await Expect(page.Locator(".thumb-bar > li")).ToHaveCountAsync(places);
        if (user == "dispatcher")
        {
            await Expect(page.Locator(".more-body")).ToBeHiddenAsync();
            await page.ClickAsync(".more > summary");
            await page.ClickAsync(".more-body >> text=导出文件");
            await Expect(page.Locator("h1")).ToHaveTextAsync("导出文件");
            await Expect(page.Locator(".thumb a[aria-current=page]")).ToHaveCountAsync(1);
        }
    }

    /// <summary>Desk pages; those of riders are looked at on a phone by <see cref="Access.AccessTests"/>.</summary>
    [Theory, InlineData("dispatcher", "/console/inbox"), InlineData("dispatcher", "/console/cases"),
        InlineData("dispatcher", "/console/figures"), InlineData("dispatcher", "/console/open"),
        InlineData("dispatcher", "/console/exports"), InlineData("dispatcher", "/console/mailbox"),
        InlineData("dispatcher", "/console/projects"), InlineData("dispatcher", "/console/digest"),
        InlineData("dispatcher", "/console/meetings"),
        InlineData("supervisor", "/console/supervise"), InlineData("admin", "/console/categories"),
        InlineData("admin", "/console/categories/labour.pay.arrears"), InlineData("keeper", "/console/keeper"),
        InlineData("keeper", "/console/keeper/redeem"), InlineData("keeper", "/console/demands"),
        InlineData("keeper", "/console/demands/new")]
    public async Task Page_IsNoWiderThanThePhone(string user, string path)
    {
        foreach (var english in (bool[])[false, true])
        {
            await using var person = await site.SitAsync(Seat.Phone with { English = english }, user);
            await person.GoAsync(path);
            Assert.Equal(390, await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task Search_IsFoldedOnAPhone_SaysWhatItFilters_AndOpensWithoutScripts()
    {
        await using var person = await site.SitAsync(Seat.Phone with { Scripts = false }, "dispatcher");
        await person.GoAsync("/console/cases?region=5101&at=now&status=Dispatched");
        var page = person.Page;
        await Expect(page.Locator(".fold > summary")).ToContainTextAsync("状态：待接单");
        await Expect(page.Locator("#search")).ToBeHiddenAsync();
        await page.ClickAsync(".fold > summary");
        await page.SelectOptionAsync("#status", "Closed");
        await page.ClickAsync("#search button");
        await Expect(page.Locator(".fold > summary")).ToContainTextAsync("状态：已销号");
    }

    [Fact]
    public async Task Search_IsOpenBeforeAWideScreen()
    {
        await using var person = await site.SitAsync(Seat.Desk, "dispatcher");
        await person.GoAsync("/console/cases");
        await Expect(person.Page.Locator("#search")).ToBeVisibleAsync();
        await Expect(person.Page.Locator(".fold")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task CaseMap_ShowsTheOutlinesAroundTheCase_AlsoInTheDrawer()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var person = await site.SitAsync(Seat.Desk, "dispatcher");
        var page = await CasesDesk.OpenAsync(person, one.Id);
        await Expect(page.Locator(".case-map path.map-area").First).ToBeAttachedAsync();
        await Expect(page.Locator(".case-map path.tone-here")).ToHaveCountAsync(1);
        await person.GoAsync($"/console/cases?region=5101&at=now&q={one.Number}");
        await page.ClickAsync("#list td a");
        await Expect(page.Locator("#drawer path.map-area").First).ToBeAttachedAsync();
        Assert.Empty(person.Faults);
    }
}
