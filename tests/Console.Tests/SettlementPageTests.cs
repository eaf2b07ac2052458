using Npgsql;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using RiderPlatform.Console.Tests.Rider;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A keeper checks the month's account and confirms it, the fund pays, and everybody sees it spent.</summary>
[Collection(Site.Desk)]
public sealed class SettlementPageTests(Site site)
{
    [Theory, InlineData(true, "rider2"), InlineData(false, "rider3")]
    public async Task Month_IsObjectedTo_Confirmed_AndPaid(bool scripts, string user)
    {
        var voucher = await new Purse(site).VoucherAsync(user);
        await using var keeper = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "keeper");
        await keeper.GoAsync($"/console/keeper/redeem?region=5101&at=now&code={voucher.Code}");
        await keeper.Page.ClickAsync("#verdict button");
        await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("核销成功");
        var id = await SettleAsync(voucher.Id);

        var page = keeper.Page;
        await keeper.GoAsync("/console/settlements?state=Made");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.ClickAsync($"[data-key='{id}'] a");
        await Expect(page.Locator("tbody")).ToContainTextAsync(voucher.Code);
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await page.ClickAsync("#objecting summary");
        await page.FillAsync("[name=Objection]", "   ");
        await page.ClickAsync("#objecting button");
        await Expect(page.Locator(".error")).ToContainTextAsync("请说明哪里不对");
        await page.FillAsync("[name=Objection]", "少一张券");
        await page.ClickAsync("#objecting button");
        await Expect(page.Locator("main")).ToContainTextAsync("少一张券");
        await page.ClickAsync("form[action*=Confirm] button");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已确认");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a.button[href*=File]"));
        Assert.Contains(voucher.Code, await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);

        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        await admin.GoAsync($"/console/settlements/{id}");
        await admin.Page.FillAsync("[name=Reference]", "工行 20261203-0017");
        await admin.Page.ClickAsync("#parts button");
        await Expect(admin.Page.Locator("#parts")).ToContainTextAsync("工行 20261203-0017");
        await Expect(admin.Page.Locator(".title")).ToContainTextAsync("已付清");

        await using var anybody = await site.SitAsync(Seat.Phone with { Scripts = scripts });
        await anybody.GoAsync("/console/funds?region=5101&at=now");
        await Expect(anybody.Page.Locator(".fund").First).ToContainTextAsync("已付");
        Assert.Empty(scripts ? await Axe.JudgeAsync(anybody.Page) : []);
        Assert.Empty(keeper.Faults.Concat(admin.Faults).Concat(anybody.Faults));
    }

    /// <summary>As the service does when a month is over, of this one voucher and a month of its own.</summary>
    private async Task<Guid> SettleAsync(Guid voucher)
    {
        await using var source = NpgsqlDataSource.Create(site.Database("points-db"));
        await using var command = source.CreateCommand("""
            with of as (select v.*, s.region_code from voucher v join station s on s.id = v.station_id where v.id = $1),
            made as (
                insert into settlement (id, organisation_id, month, region_code, vouchers, fen, made_at, state)
                select uuid7(now()), organisation_id, date '2020-01-01' + (random() * 1000)::int, region_code, 1,
                    cost_fen, now(), 'Made' from of returning id),
            settled as (update voucher set settlement_id = made.id from made where voucher.id = $1)
            insert into settlement_part (settlement_id, fund_id, fen)
            select made.id, t.fund_id, sum(t.amount) from made, transfer t
            where t.reference = $1 and t.kind = 'Payable' group by 1, 2 returning settlement_id
            """);
        command.Parameters.Add(new() { Value = voucher });
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
