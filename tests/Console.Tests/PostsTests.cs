using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>A rider is appointed to a post and it ends; a unit gets its hours, an organisation its roster.</summary>
[Collection(Site.Desk)]
public sealed class PostsTests(Site site)
{
    [Fact]
    public async Task Post_IsGiven_Listed_AndEnded_WithoutScripts()
    {
        await using var secretary = await site.SitAsync(Seat.Desk with { Scripts = false }, "secretary");
        var page = secretary.Page;
        await secretary.GoAsync("/console/posts?region=510104&at=now");
        await page.ClickAsync("#appoint summary");
        await page.SelectOptionAsync("[name='Post.Kind']", "NeighbourhoodWatch");
        await page.SelectOptionAsync("[name='Post.Region']", "510104017");
        await page.ClickAsync("#appoint button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("治安巡防员");
        await secretary.GoAsync("/console/posts?region=510104&at=now&Filter.Kind=NeighbourhoodWatch");
        var row = page.Locator("tbody tr").First;
        await Expect(row).ToContainTextAsync("锦官驿街道");
        await row.Locator("summary").ClickAsync();
        await row.Locator("input[name='Post.Reason']").FillAsync("本人申请");
        await row.Locator("button.first").ClickAsync();
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已结束");
        await secretary.GoAsync("/console/posts?region=510104&at=now&Filter.Kind=NeighbourhoodWatch&Filter.Ended=true");
        await page.Locator("tbody a").First.ClickAsync();
        await Expect(page.Locator("#listed")).ToContainTextAsync("****");
        await Expect(page.Locator("tbody")).ToContainTextAsync("本人申请");
        Assert.Empty(secretary.Faults);
    }

    [Fact]
    public async Task UnitHours_ArePreviewedAndSaved_AndARosterIsMadeAndItsShiftChanged()
    {
        await using var secretary = await site.SitAsync(Seat.Desk, "secretary");
        var page = secretary.Page;
        await secretary.GoAsync("/console/unit/hours?region=510107&at=now");
        await page.SelectOptionAsync("[name=unit]", new Microsoft.Playwright.SelectOptionValue { Label = "武侯区司法局" });
        await page.ClickAsync("form.search button");
        await page.UncheckAsync("[name='Form.City']");
        await page.FillAsync("[name='Form.Days[5]']", "25:00");
        await page.ClickAsync("button[formaction*=Preview]");
        await Expect(page.Locator("#refused, .field.wrong").First).ToBeVisibleAsync();
        await page.FillAsync("[name='Form.Days[5]']", "22:00-30:00");
        await page.ClickAsync("button[formaction*=Preview]");
        await Expect(page.Locator("[aria-labelledby=preview-title] tbody tr").First).ToContainTextAsync("工作小时");
        Assert.Empty(await Axe.JudgeAsync(page));
        await page.ClickAsync("[aria-labelledby=set-title] button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已保存");
        await Expect(page.Locator("[aria-labelledby=now-title] tbody")).ToContainTextAsync("22:00-30:00");

        await secretary.GoAsync("/console/roster?region=510107&at=now");
        await page.ClickAsync("#create summary");
        await page.SelectOptionAsync("#create [name=Organisation]",
            new Microsoft.Playwright.SelectOptionValue { Label = "武侯区司法局" });
        await page.SelectOptionAsync("#create [name=Kind]", "Nights");
        await page.ClickAsync("#create button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("已为武侯区司法局建好值班表");

        // Beyond the demo's weeks, where nobody is on another roster.
        var day = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8))
            .AddDays(7 * Random.Shared.Next(12, 45));
        var roster = new Uri(page.Url).Query.Split("roster=")[1].Split('&')[0];
        await secretary.GoAsync($"/console/roster?region=510107&at=now&roster={roster}&from={day:yyyy-MM-dd}");
        await page.ClickAsync("#change summary");
        await page.FillAsync("#change [name=StartsAt]", $"{day:yyyy-MM-dd}T18:00");
        await page.FillAsync("#change [name=EndsAt]", $"{day:yyyy-MM-dd}T21:00");
        await page.SelectOptionAsync(
            "#change [name='Who[0]']", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await page.ClickAsync("#change button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("班次已加入");
        await page.Locator("tbody a", new() { HasText = "修改" }).First.ClickAsync();
        await Expect(page.Locator("#change [name=EndsAt]")).ToHaveValueAsync($"{day:yyyy-MM-dd}T21:00");
        await page.FillAsync("#change [name=EndsAt]", $"{day:yyyy-MM-dd}T23:00");
        await page.ClickAsync("#change button.first");
        await Expect(page.Locator(".notice-good")).ToContainTextAsync("班次已修改");
        await Expect(page.Locator("tbody").First).ToContainTextAsync("18:00–23:00");
        Assert.Empty(secretary.Faults);
    }
}
