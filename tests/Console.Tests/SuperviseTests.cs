using RiderPlatform.Browser;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>What is done about a case that takes long: reminders, more time, supervise orders.</summary>
[Collection(Site.Desk)]
public sealed class SuperviseTests(Site site)
{
    private static readonly Seat Plain = Seat.Desk with { Scripts = false };

    [Theory, InlineData(true), InlineData(false)]
    public async Task Handler_AsksForMoreTime_TheDispatcherApproves(bool scripts)
    {
        var one = await new CasesDesk(site).AcceptedAsync();
        await using var handler = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "handler.jinjiang");
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await handler.Page.ClickAsync("summary:has-text('申请延期或挂账')");
        await handler.Page.FillAsync("[name=PauseUntil]", "2001-01-01T10:00");
        await handler.Page.FillAsync("[name=PauseReason]", "等待路政开挖许可");
        await handler.Page.ClickAsync("form[action*=Pause] button");
        await Expect(handler.Page.Locator("#refused")).ToContainTextAsync("截止时间须在将来");
        if (scripts)
        {
            // What was refused is as begun as what is being typed.
            await handler.RefreshAsync();
        }

        await Expect(handler.Page.Locator("[name=PauseReason]")).ToHaveValueAsync("等待路政开挖许可");
        var until = TimeProvider.System.GetUtcNow().AddDays(2).ToOffset(TimeSpan.FromHours(8));
        await handler.Page.FillAsync("[name=PauseUntil]", $"{until:yyyy-MM-ddTHH:mm}");
        await handler.Page.ClickAsync("form[action*=Pause] button");
        await Expect(handler.Page.Locator(".notice-good")).ToContainTextAsync("等待审批");

        await using var dispatcher = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "dispatcher");
        await dispatcher.GoAsync(CasesDesk.PathOf(one.Id));
        await Expect(dispatcher.Page.Locator(".judge")).ToContainTextAsync("等待路政开挖许可");
        await dispatcher.Page.ClickAsync("form[action*=Decide] button.first");
        await Expect(dispatcher.Page.Locator(".notice-good")).ToContainTextAsync("已批准");
        await Expect(dispatcher.Page.Locator(".clocks")).ToContainTextAsync("停表");
        Assert.Empty(handler.Faults);
        Assert.Empty(dispatcher.Faults);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Supervisor_Orders_TheUnitAnswers_TheBoardShowsIt(bool scripts)
    {
        var one = await new CasesDesk(site).DispatchedAsync();
        var seat = scripts ? Seat.Desk : Plain;
        await using var supervisor = await site.SitAsync(seat, "supervisor");
        await supervisor.GoAsync(CasesDesk.PathOf(one.Id));
        await supervisor.Page.ClickAsync("summary:has-text('发督办单')");
        await supervisor.Page.FillAsync("[name=OrderReason]", "群众反映强烈，请说明进展");
        await supervisor.Page.ClickAsync("form[action*=Order] button");
        await Expect(supervisor.Page.Locator(".notice-good")).ToContainTextAsync("督办单已发出");
        await supervisor.GoAsync("/console/supervise?region=510104&at=now");
        await Expect(supervisor.Page.Locator("table")).ToContainTextAsync("锦江区城市管理局");
        await Expect(supervisor.Page.Locator(".lane")).ToContainTextAsync(one.Number);

        await using var handler = await site.SitAsync(seat, "handler.jinjiang");
        await handler.GoAsync(CasesDesk.PathOf(one.Id));
        await handler.Page.FillAsync("[name=OrderAnswer]", "井盖今日到货，明日上午安装");
        await handler.Page.ClickAsync("form[action*=Answer] button");
        await Expect(handler.Page.Locator(".notice-good")).ToContainTextAsync("已答复督办");

        await supervisor.GoAsync(CasesDesk.PathOf(one.Id));
        await Expect(supervisor.Page.Locator("main")).ToContainTextAsync("明日上午安装");
        await supervisor.Page.ClickAsync("form[action*=Lift] button");
        await Expect(supervisor.Page.Locator(".notice-good")).ToContainTextAsync("督办已解除");
        Assert.Empty(supervisor.Faults);
        Assert.Empty(handler.Faults);
    }

    [Fact]
    public async Task Rider_RemindsOnceADay()
    {
        var one = await new CasesDesk(site).DispatchedAsync();
        await using var rider = await site.SitAsync(Seat.Phone, "rider5");
        await rider.GoAsync($"/console/my/cases/{one.Id}");
        await rider.Page.ClickAsync("button:has-text('催一下')");
        await Expect(rider.Page.Locator(".notice-good")).ToContainTextAsync("已催办");
        await rider.Page.ClickAsync("button:has-text('催一下')");
        await Expect(rider.Page.Locator("#refused")).ToContainTextAsync("今天已催办过");
        Assert.Empty(rider.Faults);
    }
}
