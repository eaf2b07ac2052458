using RiderPlatform.Browser;
using RiderPlatform.Loop;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>The staff's part of the loop, by people before their own screens.</summary>
[Collection(Site.Name)]
public sealed class CasesLoopTests(Site site)
{
    [Fact]
    public async Task Loop_ReturnJudgeAcceptResolveClose_ByRealPeople()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var handler = await site.SitAsync(Seat.Phone, "handler.jinjiang");
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");

        var page = await CasesDesk.OpenAsync(handler, one.Id);
        await page.ClickAsync("summary:has-text('退单')");
        await CasesDesk.FillReturnAsync(page.Locator("form[action*=Return]"), "井盖属于通信公司");
        await page.ClickAsync("button:has-text('退单')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已退回派单员");
        Assert.Contains("/console/queue", page.Url, StringComparison.Ordinal);

        var judge = await CasesDesk.OpenAsync(dispatcher, one.Id);
        await Expect(judge.Locator(".judge")).ToContainTextAsync("井盖属于通信公司");
        await Expect(judge.Locator(".returns")).ToContainTextAsync("已退 1 次");
        await judge.FillAsync("[name=BackNote]", "产权清单显示属于城管");
        await judge.ClickAsync(".judge button.first");
        await Expect(judge.Locator(".notice-good")).ToContainTextAsync("已派给");

        await handler.GoAsync("/console/queue");
        await page.ClickAsync($"li[data-key='{one.Id}'] button:has-text('接单')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已接单");
        await CasesDesk.OpenAsync(handler, one.Id);
        await page.FillAsync("[name=ResolveNote]", "已补装井盖");
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await Expect(page.Locator(".chosen img")).ToHaveCountAsync(1);
        await page.ClickAsync("button:has-text('办结')");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已办结");
        await Expect(page.Locator("img[alt='办结照片 1']")).ToBeVisibleAsync();

        var now = await desk.NowAsync(one.Id);
        await (await desk.AsAsync("rider5")).CallBackAsync(one.Id, now.Version, true).ReadAsync<CaseView>(200);
        await CasesDesk.OpenAsync(dispatcher, one.Id);
        await Expect(judge.Locator("[name=Outcome][value=Solved]")).ToBeCheckedAsync();
        await judge.ClickAsync("button:has-text('销号')");
        await Expect(judge.Locator(".notice-good")).ToContainTextAsync("已销号");
        Assert.Equal("Closed", (await desk.NowAsync(one.Id)).Status);
        Assert.Empty(handler.Faults);
        Assert.Empty(dispatcher.Faults);
    }

    [Fact]
    public async Task Accept_ByTwoAtOnce_TheOtherReadsWho()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var first = await site.SitAsync(Seat.Desk, "handler.jinjiang");
        await using var second = await site.SitAsync(Seat.Desk with { Scripts = false }, "handler2.jinjiang");
        foreach (var person in new[] { first, second })
        {
            await person.GoAsync("/console/queue");
        }

        var accept = $"li[data-key='{one.Id}'] button:has-text('接单')";
        await first.Page.ClickAsync(accept);
        await Expect(first.Page.Locator(".notice-good")).ToContainTextAsync("已接单");
        await second.Page.ClickAsync(accept);
        await Expect(second.Page.Locator("#refused")).ToContainTextAsync("锦江区城管承办员（锦江区城市管理局）已先接单");
    }

    /// <summary>The list is looked at anew between a step's answer and the page that follows it.</summary>
    [Fact]
    public async Task WhatAStepHasToSay_IsSaidToThePerson_NotToARefresh()
    {
        var one = await new CasesDesk(site).DispatchedAsync();
        await using var handler = await site.SitAsync(Seat.Desk, "handler.jinjiang");
        await handler.GoAsync("/console/queue");
        await handler.Page.EvaluateAsync("""
            async id => {
              const form = document.querySelector(`li[data-key='${id}'] form`);
              const body = new URLSearchParams(new FormData(form));
              await fetch(form.action, { method: "POST", body, redirect: "manual" });
            }
            """, one.Id.ToString());
        await handler.RefreshAsync();
        await handler.GoAsync("/console/queue");
        await Expect(handler.Page.Locator(".notice-good")).ToContainTextAsync("已接单");
    }

    [Fact]
    public async Task Step_OnAStaleCase_KeepsWhatWasTyped_AndTellsWhatHappened()
    {
        var desk = new CasesDesk(site);
        var one = await desk.DispatchedAsync();
        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = false }, "dispatcher");
        var page = await CasesDesk.OpenAsync(dispatcher, one.Id);
        await page.ClickAsync("#dispatch summary");
        await page.FillAsync("[name=DispatchNote]", "请先封路");
        await (await desk.AsAsync("handler.jinjiang")).ReturnAsync(one.Id, one.Version, "不是我们的")
            .ReadAsync<CaseView>(200);
        await page.ClickAsync("button[aria-label='派单给成都市城市管理局']");
        await Expect(page.Locator("#refused")).ToContainTextAsync("不是我们的");
        Assert.Equal("请先封路", await page.InputValueAsync("[name=DispatchNote]"));
        await page.ClickAsync("button[aria-label='派单给成都市城市管理局']");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已派给 成都市城市管理局");
    }

    [Fact]
    public async Task Case_ThatChangesWhileSomebodyTypes_SaysSoAndKeepsTheForm()
    {
        var desk = new CasesDesk(site);
        var one = await desk.AcceptedAsync();
        await using var handler = await site.SitAsync(Seat.Desk, "handler.jinjiang");
        var page = await CasesDesk.OpenAsync(handler, one.Id);
        await page.FillAsync("[name=ResolveNote]", "正在更换");
        var second = await desk.AsAsync("handler2.jinjiang");
        await second.ResolveAsync(one.Id, one.Version, "同事已办结").ReadAsync<CaseView>(200);
        await Expect(page.Locator(".case-changed")).ToBeVisibleAsync();
        await Expect(page.Locator(".case-head")).ToContainTextAsync("待回访");
        Assert.Equal("正在更换", await page.InputValueAsync("[name=ResolveNote]"));
        await page.SetInputFilesAsync("[name=photos]", CasesDesk.Evidence);
        await page.ClickAsync("button:has-text('办结')");
        await Expect(page.Locator("#refused")).ToContainTextAsync("同事已办结");
        Assert.Equal("正在更换", await page.InputValueAsync(".typed textarea"));
        Assert.Empty(handler.Faults);
    }

    [Fact]
    public async Task Texts_ThatAreMarkup_AreShownAsTheyAre()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'</textarea></script><script>alert(2)</script>";
        var desk = new CasesDesk(site);
        var one = await desk.ReturnedAsync(CasesDesk.Unique(Evil), Evil);
        await using var dispatcher = await site.SitAsync(Seat.Desk, "dispatcher");
        dispatcher.Page.Dialog += (_, dialog) => Assert.Fail($"A script ran: {dialog.Message}");
        foreach (var path in new[] { "/console/inbox?tab=returned", "/console/cases", CasesDesk.PathOf(one.Id) })
        {
            await dispatcher.GoAsync(path);
            await Expect(dispatcher.Page.Locator("main")).ToContainTextAsync("<img src=x onerror=alert(1)>");
            Assert.Equal(0, await dispatcher.Page.Locator("img[src=x]").CountAsync());
        }

        await dispatcher.Page.FillAsync("[name=BackNote]", Evil);
        await dispatcher.Page.ClickAsync(".judge button.first");
        await Expect(dispatcher.Page.Locator(".steps")).ToContainTextAsync("</textarea></script>");
        Assert.Empty(dispatcher.Faults);
    }
}
