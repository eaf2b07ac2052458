using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Harness;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed partial class PhoneLimitTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Nobody = "13912345678";

    [Fact]
    public async Task ANumberOfTheRegister_AndOneOfNobody_AreAnsweredAlike_ByteForByte()
    {
        using var browser = NewBrowser(1);
        var phone = new Phone(fixture, 1);
        foreach (var step in (string[])["first", "again at once"])
        {
            var known = await AskAsync(browser, phone.Number);
            var unknown = await AskAsync(browser, Nobody);
            Assert.Equal(step == "first" ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, known.Status);
            Assert.Equal(known.Status, unknown.Status);
            Assert.Equal(known.Text, unknown.Text);
        }

        var page = await browser.OpenFormAsync(("way", "phone"));
        var tried = await SeenAsync(await browser.TryCodeAsync(page, phone.Number, "000000"));
        Assert.Equal(tried, await SeenAsync(await browser.TryCodeAsync(page, Nobody, "000000")));
        Assert.Equal(HttpStatusCode.Forbidden, tried.Status);

        // The same work was done for both, and one text was sent.
        await Eventually.IsAsync(phone.TextsAsync, t => t.Count == 1);
        Assert.DoesNotContain(
            await Phone.MailboxAsync(fixture), m => (string)m!["phone"]! == PersonalText.MaskPhone(Nobody));
        var index = RiderText.PhoneIndex(fixture.Services.GetRequiredService<KeyRing>(), Nobody);
        Assert.True(await fixture.WithAsync<OrganisationsDb, bool>(async db =>
            await db.PhoneCodes.AnyAsync(c => c.PhoneIndex == index && c.AccountId == null)
            && await db.OutgoingTexts.AnyAsync(t => t.PhoneIndex == index)));
    }

    [Fact]
    public async Task AnAttempt_LeavesARow_WithTheAccount_OrAnIndexOfTheNumber()
    {
        using var browser = NewBrowser(2);
        var page = await browser.OpenFormAsync(("way", "phone"));
        await browser.AskAsync(page, "13800000002");
        await browser.AskAsync(page, "13911111111");
        await browser.TryCodeAsync(page, "13911111111", "123456");
        var rows = await fixture.WithAsync<OrganisationsDb, List<SignInRecord>>(db =>
            db.SignIns.Where(s => s.Address == "192.0.2.2").OrderBy(s => s.Seq).ToListAsync());
        Assert.Equal([SignInOutcome.CodeAsked, SignInOutcome.CodeAsked, SignInOutcome.WrongCode],
            rows.Select(r => r.Outcome));
        Assert.Equal((StableId.Of("account/rider2"), null), (rows[0].SubjectId, rows[0].TypedNameIndex));
        Assert.Null(rows[1].SubjectId);
        Assert.NotNull(rows[1].TypedNameIndex);
        Assert.Equal(rows[1].TypedNameIndex, rows[2].TypedNameIndex);
        Assert.All(rows, r => Assert.Equal("rider-app", r.ClientId));
    }

    [Fact]
    public async Task ASecondCode_AfterAMinute_AndAtMostFiveAnHour()
    {
        using var browser = NewBrowser(3);
        var phone = new Phone(fixture, 3);
        for (var i = 0; i < PhoneCode.MaxPerHour; i++)
        {
            await phone.AskAsync(browser);
            var soon = await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), phone.Number);
            Assert.Equal((HttpStatusCode.TooManyRequests, 60.0),
                (soon.StatusCode, soon.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
            Assert.Contains("请等 60 秒", await soon.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await phone.LaterAsync(TimeSpan.FromSeconds(61));
        }

        var sixth = await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), phone.Number);
        Assert.Equal((HttpStatusCode.TooManyRequests, 3600.0),
            (sixth.StatusCode, sixth.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Contains("一小时内申请验证码已达 5 次", await sixth.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await phone.LaterAsync(TimeSpan.FromHours(1));
        await phone.AskAsync(browser);
    }

    [Fact]
    public async Task ManyRequestsAtOnce_BringOneText()
    {
        using var browser = NewBrowser(4);
        var page = await browser.OpenFormAsync(("way", "phone"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.AskAsync(page, "13800000004")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Single(await Eventually.IsAsync(new Phone(fixture, 4).TextsAsync, t => t.Count > 0));
    }

    [Fact]
    public async Task AnAddressThatAsksForManyNumbers_IsHeldBack()
    {
        using var browser = NewBrowser(5);
        var page = await browser.OpenFormAsync(("way", "phone"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.AskAsync(page, $"137000000{i:D2}")).StatusCode);
        }

        foreach (var answer in (HttpResponseMessage[])[
            await browser.AskAsync(page, "13800000005"),
            await browser.TryCodeAsync(page, "13800000005", "123456")])
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, 900.0),
                (answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("value=\"13800000005\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RidersBehindOneAddress_WhoGetIn_DoNotHoldTheOthersBack()
    {
        using var browser = NewBrowser(6);
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync($"""
            insert into sign_in (at, outcome, address)
            select now(), o, '192.0.2.6' from unnest(array['CodeAsked', 'SucceededByCode']) o, generate_series(1, 30)
            """));
        await new Phone(fixture, 6).AskAsync(browser);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("0086 13800000001")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task WhatIsNoNumber_IsAskedForAgain_AndKept(string typed)
    {
        using var browser = NewBrowser(7);
        var answer = await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), typed);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("请输入 11 位手机号", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(typed)}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"error\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutProviderOrDemo_ThePhoneWaySaysThatItIsNotHere_AndThereIsNoMailbox()
    {
        var replica = await fixture.StartReplicaAsync(new KeyValuePair<string, string>("Demo:Enabled", "false"));
        using var browser = new Browser(replica.Address, "192.0.2.8");
        var html = await browser.OpenFormAsync(("way", "phone"));
        Assert.Contains("暂不支持手机验证码登录", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"phone\"", html, StringComparison.Ordinal);
        var form = await browser.OpenFormAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await browser.AskAsync(form, "13800000008")).StatusCode);
        await browser.GetAsync("/api/v1/mailbox").ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        Assert.Null(replica.Services.GetService(typeof(ISmsSender)));
    }

    [Fact]
    public async Task CodesAndTexts_AreSwept()
    {
        using var browser = NewBrowser(9);
        await new Phone(fixture, 9).AskAsync(browser);
        var now = TimeProvider.System.GetUtcNow();
        Task SweepAsync(DateTimeOffset at) => fixture.WithAsync<OrganisationsDb, int>(async db =>
        {
            await TokenUpkeep.ForgetPhoneCodesAsync(db, at, default);
            return 0;
        });
        await SweepAsync(now.AddMinutes(59));
        Assert.NotEmpty(await new Phone(fixture, 9).TextsAsync());
        Assert.True(await fixture.WithAsync<OrganisationsDb, bool>(db => db.PhoneCodes.AnyAsync()));
        await SweepAsync(now.AddHours(25));
        Assert.Empty(await new Phone(fixture, 9).TextsAsync());
        Assert.False(await fixture.WithAsync<OrganisationsDb, bool>(
            async db => await db.PhoneCodes.AnyAsync() || await db.OutgoingTexts.AnyAsync()));
    }

    private Browser NewBrowser(int n) => new(fixture.Address, $"192.0.2.{n}");

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Browser browser, string phone) =>
        await SeenAsync(await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), phone));

    /// <summary>An answer without what is random, or the visitor's own: the ticket and the number.</summary>
    private static async Task<(HttpStatusCode Status, string Text)> SeenAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        var headers = string.Join('\n', answer.Headers.Where(h => h.Key is not ("Date" or "X-Correlation-Id"))
            .Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order());
        html = Ticket().Replace(html, "ticket");
        return (answer.StatusCode, Number().Replace($"{html}\n{headers}", "number"));
    }

    [GeneratedRegex("name=\"ticket\" value=\"[^\"]+\"")]
    private static partial Regex Ticket();

    [GeneratedRegex(@"1\d{2}[\d*]{4}\d{4}")]
    private static partial Regex Number();
}
