using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Rider;

/// <summary>A rider against a platform's penalty: from the warning to the platform's word.</summary>
[Collection(Site.Riders)]
public sealed class AppealTests(Site site)
{
    [Fact]
    public async Task WarningIsTakenIn_OneTap_ThePlatformRevokes_TheRiderReadsIt()
    {
        await using var admin = await site.SitAsync(Seat.Desk, "admin");
        await admin.GoAsync("/console/warnings?region=510104&at=now");
        await UploadAsync(admin.Page, Cap("大风").Replace("<scope>Public", "<scope>Everybody", StringComparison.Ordinal));
        await Expect(admin.Page.Locator("main")).ToContainTextAsync("alert/scope");
        var order = CasesDesk.Unique("MT");
        await UploadAsync(admin.Page, Cap(order));
        await Expect(admin.Page.Locator(".notice-good")).ToContainTextAsync($"已接收：{order}");
        await Expect(admin.Page.Locator($"li:has-text('{order}')")).ToContainTextAsync("生效中");

        await using var rider = await site.SitAsync(Seat.Phone, "rider12");
        var page = rider.Page;
        await OneTapAsync(rider, order, order);
        await Expect(page.Locator("main")).ToContainTextAsync("绿色通道");

        await using var platform = await site.SitAsync(Seat.Desk, "platform.a");
        await platform.GoAsync("/console/appeals?region=5101&at=now");
        await platform.Page.ClickAsync($"li:has-text('{order}') a.lane-name");
        await Expect(platform.Page.Locator("main")).ToContainTextAsync(order);
        await platform.Page.CheckAsync("[name=Decision][value=PenaltyRevoked]");
        await platform.Page.FillAsync("[name=Amount]", "35.50");
        await platform.Page.FillAsync("[name=Reason]", "预警期间超时不计");
        Assert.Empty(await Axe.JudgeAsync(platform.Page));
        await platform.Page.ClickAsync("form[enctype] button.first");
        await Expect(platform.Page.Locator(".notice-good")).ToContainTextAsync("已答复");

        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("处罚全部撤销");
        await Expect(page.Locator("main")).ToContainTextAsync("35.50 元");
        Assert.Empty(rider.Faults);
        Assert.Empty(platform.Faults);
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task TwoAppealsOfOneWarning_AreDecidedTogether_AfterAPreview()
    {
        await using var admin = await site.SitAsync(Seat.Desk, "admin");
        await admin.GoAsync("/console/warnings?region=510104&at=now");
        var headline = CasesDesk.Unique("暴雨");
        await UploadAsync(admin.Page, Cap(headline));
        await Expect(admin.Page.Locator(".notice-good")).ToContainTextAsync($"已接收：{headline}");
        await using var first = await site.SitAsync(Seat.Phone, "rider14");
        await using var second = await site.SitAsync(Seat.Phone, "rider15");
        await FileAsync(first, "35.50");
        await OneTapAsync(second, headline, CasesDesk.Unique("MT"));

        await using var platform = await site.SitAsync(Seat.Desk, "platform.a");
        var page = platform.Page;
        await platform.GoAsync("/console/appeals?region=5101&at=now");
        await page.ClickAsync($"p.notice:has-text('{headline}') a.button");
        await Expect(page.Locator("#preview-title")).ToContainTextAsync("待答复 2 件，涉及 35.50 元");
        Assert.Empty(await Axe.JudgeAsync(page));
        await page.CheckAsync("[name=Decision][value=PenaltyRevoked]");
        await page.FillAsync("[name=Reason]", "预警期间超时不计");
        await page.Locator("[name=Items]").Last.UncheckAsync();
        await page.ClickAsync("form[action*=batch] button.first");
        await Expect(page.Locator("#result-title")).ToContainTextAsync("已答复 1 件");
        await Expect(page.Locator("#preview-title")).ToContainTextAsync("待答复 1 件");
        await page.CheckAsync("[name=Decision][value=PenaltyRevoked]");
        await page.FillAsync("[name=Reason]", "预警期间超时不计");
        // One tap names no amount: the platform does.
        await page.FillAsync("[name=AmountEach]", "二十");
        await page.ClickAsync("form[action*=batch] button.first");
        await Expect(page.Locator("#AmountEach-error")).ToContainTextAsync("请填写数字");
        await page.FillAsync("[name=AmountEach]", "");
        await page.FillAsync("[name^='amount.']", "20");
        await page.ClickAsync("form[action*=batch] button.first");
        await Expect(page.Locator("#result-title")).ToContainTextAsync("已答复 1 件，未答复 0 件，退还 20");
        await Expect(page.Locator("#preview-title")).ToHaveCountAsync(0);
        foreach (var rider in new[] { first, second })
        {
            await rider.Page.ReloadAsync();
            await Expect(rider.Page.Locator("main")).ToContainTextAsync("处罚全部撤销");
        }

        Assert.Empty(first.Faults.Concat(second.Faults).Concat(platform.Faults).Concat(admin.Faults));
    }

    [Fact]
    public async Task WithoutScripts_TheFormSaysWhatIsWrong_AndKeepingNeedsEvidence()
    {
        await using var rider = await site.SitAsync(Seat.Phone with { Scripts = false }, "rider13");
        var (page, order) = (rider.Page, CasesDesk.Unique("YD"));
        await rider.GoAsync("/console/appeal?region=510104&at=now");
        await page.SelectOptionAsync("[name=Platform]", new SelectOptionValue { Label = "成都市乙快递平台（演示）" });
        await page.FillAsync("[name=Order]", order);
        await page.SelectOptionAsync("[name=Category]", "appeal.false-ready");
        await page.FillAsync("[name=Amount]", "二十");
        await page.SelectOptionAsync("[name=Place]", new SelectOptionValue { Index = 1 });
        var taken = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(-2);
        await page.FillAsync("[name=From]", $"{taken:yyyy-MM-ddTHH:mm}");
        await page.FillAsync("[name=Text]", "商家未出餐就点了已出餐");
        await page.ClickAsync("form[action*=appeal] button.first");
        await Expect(page.Locator("#Amount-error")).ToContainTextAsync("请填写数字");
        await Expect(page.Locator("[name=Order]")).ToHaveValueAsync(order);
        await page.FillAsync("[name=Amount]", "20");
        await page.ClickAsync("form[action*=appeal] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("编号 SS");

        await using var platform = await site.SitAsync(Seat.Desk with { Scripts = false }, "platform.b");
        await platform.GoAsync("/console/appeals?region=5101&at=now");
        await platform.Page.ClickAsync($"li:has-text('{order}') a.lane-name");
        await Expect(platform.Page.Locator("main")).ToContainTextAsync("20.00 元");
        await platform.Page.CheckAsync("[name=Decision][value=PenaltyKept]");
        await platform.Page.FillAsync("[name=Reason]", "骑手未到店");
        await platform.Page.ClickAsync("form[enctype] button.first");
        await Expect(platform.Page.Locator("form .error")).ToContainTextAsync("必须附证据");
        Assert.Empty(rider.Faults);
        Assert.Empty(platform.Faults);
    }

    private static async Task OneTapAsync(Person rider, string headline, string order)
    {
        var page = rider.Page;
        await rider.GoAsync("/console/my/cases?region=510104&at=now");
        await page.ClickAsync(".title a:has-text('申诉')");
        await page.ClickAsync($"section.notice:has-text('{headline}') a:has-text('一键申诉')");
        Assert.Empty(await Axe.JudgeAsync(page));
        await page.SelectOptionAsync("[name=Platform]", new SelectOptionValue { Label = "成都市甲外卖平台（演示）" });
        await page.FillAsync("[name=Order]", order);
        await page.ClickAsync("form[action*=appeal] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("编号 SS");
    }

    private static async Task FileAsync(Person rider, string yuan)
    {
        var page = rider.Page;
        await rider.GoAsync("/console/appeal?region=510104&at=now");
        await page.SelectOptionAsync("[name=Platform]", new SelectOptionValue { Label = "成都市甲外卖平台（演示）" });
        await page.FillAsync("[name=Order]", CasesDesk.Unique("MT"));
        await page.SelectOptionAsync("[name=Category]", "appeal.false-ready");
        await page.FillAsync("[name=Amount]", yuan);
        await page.SelectOptionAsync("[name=Place]", new SelectOptionValue { Index = 1 });
        var taken = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(-10);
        await page.FillAsync("[name=From]", $"{taken:yyyy-MM-ddTHH:mm}");
        await page.FillAsync("[name=Text]", "暴雨中超时");
        await page.ClickAsync("form[action*=appeal] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("编号 SS");
    }

    private static async Task UploadAsync(IPage page, string cap)
    {
        await page.SetInputFilesAsync("[name=cap]", new FilePayload
        {
            Name = "warning.xml", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(cap),
        });
        await page.ClickAsync("form[enctype] button.first");
    }

    private static string Cap(string headline)
    {
        var sent = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(-30);
        string Time(DateTimeOffset t) => t.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>{Guid.CreateVersion7():N}</identifier><sender>weather.chengdu.example</sender>
              <sent>{Time(sent)}</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
              <info><language>zh-CN</language><category>Met</category><event>大风</event><urgency>Immediate</urgency>
                <severity>Moderate</severity><certainty>Observed</certainty><expires>{Time(sent.AddHours(3))}</expires>
                <headline>{headline}</headline><area><areaDesc>锦江区</areaDesc>
                  <geocode><valueName>GB/T 2260</valueName><value>510104</value></geocode></area></info>
            </alert>
            """;
    }
}
