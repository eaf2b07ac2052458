using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>A report from the photo to the registered case: with a network, without one, and without scripts.</summary>
[Collection(Site.Riders)]
public sealed class ReportTests(Site site)
{
    private static readonly FilePayload Manhole = new()
    {
        Name = "manhole.jpg", MimeType = "image/jpeg", Buffer = Photo.Bytes,
    };

    [Theory, InlineData(true), InlineData(false)]
    public async Task Report_WithAPhoto_InThreeTaps_BecomesACase(bool phone)
    {
        await using var rider = await site.SitAsync(phone ? Seat.Phone : Seat.Desk, "rider1");
        var text = $"盖子没了 {Guid.CreateVersion7()}";
        await rider.GoAsync("/console/report");
        await FillAsync(rider, text);
        await Expect(rider.Page.Locator("#photo-list img")).ToHaveCountAsync(1);
        await Expect(rider.Page.Locator("#aim")).ToBeVisibleAsync();
        await SendAsync(rider);
        await rider.Page.WaitForURLAsync(url => url.Contains("/console/my/cases/", StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync("rider1", text));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Photos_AreSeenAndRemoved_NineAtMost()
    {
        await using var rider = await site.SitAsync(Seat.Phone, "rider1");
        await rider.GoAsync("/console/report");
        await rider.Page.SetInputFilesAsync("#photo-album", Enumerable.Repeat(Manhole, 11));
        await Expect(rider.Page.Locator("#photo-list img")).ToHaveCountAsync(9);
        await Expect(rider.Page.Locator("#photo-state")).ToContainTextAsync("最多 9 张，多出的没有加入");
        await rider.Page.Locator("#photo-list button").First.ClickAsync();
        await Expect(rider.Page.Locator("#photo-list img")).ToHaveCountAsync(8);
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Pin_IsMovedWithTheArrowKeys()
    {
        await using var rider = await site.SitAsync(Seat.Desk, "rider1");
        await rider.GoAsync("/console/report");
        await Expect(rider.Page.Locator("#latitude")).ToHaveValueAsync("30.657000");
        await Expect(rider.Page.Locator("#place-map"))
            .ToHaveClassAsync(new System.Text.RegularExpressions.Regex("leaflet"));
        await rider.Page.FocusAsync("#place-map");
        await rider.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(rider.Page.Locator("#latitude")).Not.ToHaveValueAsync("30.657000");
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task WithoutScripts_TheFormReports()
    {
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = false }, "rider1");
        var text = $"没有脚本 {Guid.CreateVersion7()}";
        await rider.GoAsync("/console/report?region=5101&at=now");
        await rider.Page.SetInputFilesAsync("#photos", Manhole);
        await rider.Page.SelectOptionAsync("#Near", new SelectOptionValue { Index = 5 });
        await rider.Page.CheckAsync("input[value='road.damage']");
        await rider.Page.FillAsync("#Text", text);
        await rider.Page.ClickAsync("#report-send");
        await Expect(rider.Page.Locator(".notice-good")).ToContainTextAsync("已上报，编号");
        Assert.Equal(1, await CountAsync("rider1", text));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task WithoutScripts_WhatIsMissing_IsSaid_AndWhatWasTypedStays()
    {
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = false }, "rider1");
        await rider.GoAsync("/console/report?region=5101&at=now");
        await rider.Page.CheckAsync("input[value='road.damage']");
        await rider.Page.FillAsync("#Text", "<script>alert(1)</script>");
        await rider.Page.ClickAsync("#report-send");
        await Expect(rider.Page.Locator("#refused")).ToContainTextAsync("还不知道在哪里");
        await Expect(rider.Page.Locator("#Text")).ToHaveValueAsync("<script>alert(1)</script>");
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Offline_TheReportIsADraft_SurvivesClosing_AndIsSentOnce()
    {
        await using var rider = await site.SitAsync(Seat.Phone, "rider3");
        var text = $"离线上报 {Guid.CreateVersion7()}";
        await rider.GoAsync("/console/report");
        await rider.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await rider.Context.SetOfflineAsync(true);

        // Opened without a network: the kept form, and nobody's name in it.
        await rider.GoAsync("/console/report");
        await Expect(rider.Page.Locator("main > .notice-past").First).ToContainTextAsync("现在没有网络");
        await FillAsync(rider, text);
        await SendAsync(rider);
        await Expect(rider.Page.Locator("#report-state")).ToContainTextAsync("已存为草稿");
        await Expect(rider.Page.Locator("#drafts-title")).ToHaveTextAsync("1 条草稿等待发送");
        await rider.Page.CloseAsync();

        var page = await rider.Context.NewPageAsync();
        await page.GotoAsync("/console/report");
        await Expect(page.Locator("#drafts-title")).ToHaveTextAsync("1 条草稿等待发送");
        await rider.Context.SetOfflineAsync(false);
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(page.Locator("#report-state")).ToContainTextAsync("已上报，编号", new() { Timeout = 30_000 });
        await Expect(page.Locator("#drafts")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#drafts")).ToBeHiddenAsync();
        Assert.Equal(1, await CountAsync("rider3", text));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task SignedOutWhileOffline_TheDraftStays_AndIsSentAfterTheSignIn()
    {
        await using var rider = await site.SitAsync(Seat.Phone, "rider4");
        var text = $"登录过期 {Guid.CreateVersion7()}";
        await rider.GoAsync("/console/report");
        await FillAsync(rider, text);
        await rider.Context.ClearCookiesAsync();
        await SendAsync(rider);
        await Expect(rider.Page.Locator("#draft-list")).ToContainTextAsync("登录已过期，草稿已保留");
        await Expect(rider.Page.Locator("#drafts-signin")).ToBeVisibleAsync();
        await rider.SignInAsync("rider4", site.Password);
        await rider.GoAsync("/console/report");
        await Expect(rider.Page.Locator("#report-state")).ToContainTextAsync("已上报，编号");
        Assert.Equal(1, await CountAsync("rider4", text));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Draft_OfAnotherAccount_IsNotSent()
    {
        await using var rider = await site.SitAsync(Seat.Phone, "rider4");
        var text = $"别人的草稿 {Guid.CreateVersion7()}";
        await rider.GoAsync("/console/report");
        await FillAsync(rider, text);
        await rider.Context.ClearCookiesAsync();
        await SendAsync(rider);
        await Expect(rider.Page.Locator("#drafts-signin")).ToBeVisibleAsync();
        await rider.SignInAsync("rider5", site.Password);
        await rider.GoAsync("/console/report");
        await Expect(rider.Page.Locator("#draft-list")).ToContainTextAsync("这是另一个账号的草稿");
        Assert.Equal(0, await CountAsync("rider5", text));
        Assert.Empty(rider.Faults);
    }

    [Fact]
    public async Task Similar_IsShownBeforeSending()
    {
        var client = await site.AsAsync("rider2");
        await client.ReportRoutedAsync(City.Manhole("已有的线索"), $"{Guid.CreateVersion7()}");
        await using var rider = await site.SitAsync(Seat.Phone, "rider1");
        await rider.GoAsync("/console/report");
        await rider.Page.Locator("input[value='road.manhole']").CheckAsync();
        await Expect(rider.Page.Locator("#similar")).ToContainTextAsync("附近已经有人报过");
        await rider.Page.ClickAsync("#report-send");
        Assert.Contains("/console/report", rider.Page.Url, StringComparison.Ordinal);
        await Expect(rider.Page.Locator("[data-new]")).ToBeFocusedAsync();
        await rider.Page.ClickAsync("[data-new]");
        await rider.Page.WaitForURLAsync(url => url.Contains("/console/my/cases/", StringComparison.Ordinal));
        Assert.Empty(rider.Faults);
    }

    private static async Task FillAsync(Person person, string text)
    {
        await person.Page.SetInputFilesAsync("#photo-album", Manhole);
        await Expect(person.Page.Locator("#longitude")).Not.ToHaveValueAsync("");
        await person.Page.Locator("input[value='environment.rubbish']").CheckAsync();
        await person.Page.FillAsync("#Text", text);
    }

    /// <summary>Whatever is similar at this place: this one is new.</summary>
    private static async Task SendAsync(Person person) => await person.Page.EvaluateAsync("""
        () => {
          document.getElementById('similar').replaceChildren();
          document.getElementById('report').requestSubmit();
        }
        """);

    private async Task<long> CountAsync(string user, string text)
    {
        var client = await site.AsAsync(user);
        var query = $"mine=true&q={Uri.EscapeDataString(text)}";
        return (await client.CountCasesAsync(query).ReadAsync<CountView>(200)).Total;
    }
}
