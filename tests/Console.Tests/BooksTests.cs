using Npgsql;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests;

/// <summary>Who answers for the ledger sees what the audit found, lifts it with a reason, and has it proven.</summary>
[Collection(Site.Alone)]
public sealed class BooksTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Violation_IsShown_AndLifted_AndTheBooksAreProven(bool scripts)
    {
        var subject = CasesDesk.Unique("账户");
        await FindAsync(subject);
        await using var admin = await site.SitAsync(Seat.Desk with { Scripts = scripts }, "admin");
        var page = admin.Page;
        await admin.GoAsync("/console/points/books");
        await Expect(page.Locator("#frozen")).ToContainTextAsync("兑换已暂停");
        var found = page.Locator(".lane li", new() { HasText = subject });
        await Expect(found).ToContainTextAsync("余额不等于分录");
        Assert.Empty(scripts ? await Axe.JudgeAsync(page) : []);
        await found.Locator("[name=Reason]").FillAsync("   ");
        await found.Locator("button").ClickAsync();
        await Expect(found).ToContainTextAsync("说明为 1–500 字");
        await found.Locator("[name=Reason]").FillAsync("演练：手工改动，已恢复");
        await found.Locator("button").ClickAsync();
        await Expect(page.Locator(".notice-good").First).ToContainTextAsync("已解除");
        await Expect(page.Locator("#sound")).ToContainTextAsync("兑换正常");
        await Expect(found).ToContainTextAsync("演练：手工改动，已恢复");

        await page.ClickAsync("form[action*=Verify] button");
        await Expect(page.Locator("#proof")).ToContainTextAsync("账本完全相符");
        await page.FillAsync("[name=from]", "2026-02-01");
        await page.FillAsync("[name=to]", "2026-01-01");
        await page.ClickAsync("section[aria-labelledby=journal-title] button");
        await Expect(page.Locator("#to-error")).ToContainTextAsync("结束日期须在开始日期之后");
        await page.FillAsync("[name=to]", "2026-12-31");
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.ClickAsync("section[aria-labelledby=journal-title] button"));
        Assert.Equal("points.journal", file.SuggestedFilename);
        Assert.Contains(" PTS", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        Assert.Empty(admin.Faults);
    }

    /// <summary>As the auditor writes it when it has found something.</summary>
    private async Task FindAsync(string subject)
    {
        await using var source = NpgsqlDataSource.Create(site.Database("points-db"));
        await using var command = source.CreateCommand("""
            insert into ledger_violation (id, kind, subject, detail, found_at)
            values (gen_random_uuid(), 'Unequal', $1, '0 31 0 0; transfers: 0 30 0 0', now())
            """);
        command.Parameters.Add(new() { Value = subject });
        await command.ExecuteNonQueryAsync();
    }
}
