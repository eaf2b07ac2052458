using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class PhoneSignInTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task ARider_SignsInWithTheCodeOfAText()
    {
        using var browser = NewBrowser(1);
        var phone = new Phone(fixture, 1);
        var (html, code) = await phone.AskAsync(browser);
        Assert.Contains(phone.Masked, html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"one-time-code\"", html, StringComparison.Ordinal);
        Assert.Contains("inputmode=\"numeric\"", html, StringComparison.Ordinal);
        var answer = await browser.TryCodeAsync(html, phone.Number, code);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal(("s-1", "http://issuer.test"), ((string)query["state"]!, (string)query["iss"]!));
        var tokens = await browser.ExchangeAsync(query["code"]!).Expect(HttpStatusCode.OK);
        var token = new JsonWebToken((string)tokens["access_token"]!);
        Assert.Equal(StableId.Of("rider/demo/1").ToString(), token.GetClaim("rider").Value);
        Assert.Equal("rider|5101|", token.GetClaim("grants").Value);

        var me = await browser.CallAsync("/api/v1/accounts/me", (string)tokens["access_token"]!)
            .Expect(HttpStatusCode.OK);
        Assert.Equal("138****0001", (string)me["maskedPhone"]!);
        Assert.Equal(("成都市", null), ((string)me["grants"]![0]!["regionName"]!,
            (string?)me["grants"]![0]!["organisationName"]));
    }

    [Theory]
    [InlineData("+86 138-0000-0002", "{0}")]
    [InlineData("１３８００００００１９", " {0} ")]
    public async Task Number_AndCode_AreReadAsPeopleTypeThem(string typed, string pattern)
    {
        var rider = typed.EndsWith('2') ? 2 : 19;
        using var browser = NewBrowser(rider);
        var phone = new Phone(fixture, rider);
        var (html, code) = await phone.AskAsync(browser);
        var spaced = string.Format(null, pattern, code.Insert(3, " "));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.TryCodeAsync(html, typed, spaced)).StatusCode);
    }

    [Fact]
    public async Task ACode_IsGoodOnce_AlsoWhenUsedTwiceAtOnce_OnTwoReplicas()
    {
        var replica = await fixture.StartReplicaAsync();
        using var browser = NewBrowser(3);
        using var other = new Browser(replica.Address, "198.51.100.203");
        var phone = new Phone(fixture, 3);
        var (html, code) = await phone.AskAsync(browser);
        var elsewhere = await other.OpenFormAsync(("way", "phone"));
        // Within the five tries, so that only the use itself can refuse the others.
        var answers = await Task.WhenAll(Enumerable.Range(0, PhoneCode.MaxTries).Select(i => i % 2 == 0
            ? browser.TryCodeAsync(html, phone.Number, code) : other.TryCodeAsync(elsewhere, phone.Number, code)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(4, answers.Count(a => a.StatusCode == HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.TryCodeAsync(html, phone.Number, code)).StatusCode);
        Assert.Equal(1, await fixture.WithAsync<OrganisationsDb, int>(
            db => db.Codes.CountAsync(c => c.AccountId == StableId.Of("account/rider3"))));
    }

    [Fact]
    public async Task WrongCodes_FiveAndNoMore_AlsoAtOnce()
    {
        using var browser = NewBrowser(4);
        var phone = new Phone(fixture, 4);
        var (html, code) = await phone.AskAsync(browser);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            browser.TryCodeAsync(html, phone.Number, Phone.Wrong(code))));
        var late = await browser.TryCodeAsync(html, phone.Number, code);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        var outcomes = await OutcomesAsync("198.51.100.4");
        Assert.Equal(PhoneCode.MaxTries, outcomes.Count(o => o == SignInOutcome.WrongCode));
        Assert.Equal(4, outcomes.Count(o => o == SignInOutcome.NoGoodCode));
    }

    [Fact]
    public async Task AWrongCode_SaysSo_KeepsTheNumber_AndTheRightOneStillWorks()
    {
        using var browser = NewBrowser(5);
        var phone = new Phone(fixture, 5);
        var (html, code) = await phone.AskAsync(browser);
        var wrong = await browser.TryCodeAsync(html, phone.Number, Phone.Wrong(code));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        var page = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("验证码不正确或已失效", page, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"error\"", page, StringComparison.Ordinal);
        Assert.Equal(phone.Number, Browser.Hidden(page, "phone"));

        var letters = await browser.TryCodeAsync(page, phone.Number, "12345a");
        Assert.Equal(HttpStatusCode.BadRequest, letters.StatusCode);
        Assert.Contains("请输入 6 位数字验证码", await letters.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.TryCodeAsync(page, phone.Number, code)).StatusCode);
        Assert.Equal([SignInOutcome.CodeAsked, SignInOutcome.WrongCode, SignInOutcome.SucceededByCode],
            await OutcomesAsync("198.51.100.5"));
    }

    [Theory]
    [InlineData(6, 299, HttpStatusCode.SeeOther)]
    [InlineData(7, 301, HttpStatusCode.Forbidden)]
    public async Task ACode_LivesFiveMinutes(int rider, int seconds, HttpStatusCode expected)
    {
        using var browser = NewBrowser(rider);
        var phone = new Phone(fixture, rider);
        var (html, code) = await phone.AskAsync(browser);
        await phone.LaterAsync(TimeSpan.FromSeconds(seconds));
        Assert.Equal(expected, (await browser.TryCodeAsync(html, phone.Number, code)).StatusCode);
    }

    [Fact]
    public async Task ANewCode_EndsTheOldOne()
    {
        using var browser = NewBrowser(8);
        var phone = new Phone(fixture, 8);
        var (_, old) = await phone.AskAsync(browser);
        await phone.LaterAsync(TimeSpan.FromSeconds(61));
        var (html, code) = await phone.AskAsync(browser);
        Assert.True(old == code ||
            (await browser.TryCodeAsync(html, phone.Number, old)).StatusCode == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.TryCodeAsync(html, phone.Number, code)).StatusCode);
    }

    [Theory]
    [InlineData(9, "rider")]
    [InlineData(10, "account")]
    public async Task TheStruckOff_CannotSignIn_NeitherBeforeNorAfterTheText(int n, string table)
    {
        using var browser = NewBrowser(n);
        var phone = new Phone(fixture, n);
        var (html, code) = await phone.AskAsync(browser);
        var id = StableId.Of(table == "rider" ? $"rider/demo/{n}" : $"account/rider{n}");
        await fixture.WithAsync<OrganisationsDb, int>(db => table == "rider"
            ? db.Riders.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Active, false))
            : db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Active, false)));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.TryCodeAsync(html, phone.Number, code)).StatusCode);
        Assert.Equal([SignInOutcome.CodeAsked, SignInOutcome.Disabled], await OutcomesAsync($"198.51.100.{n}"));

        await phone.LaterAsync(TimeSpan.FromMinutes(2));
        var again = await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), phone.Number);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var row = await fixture.WithAsync<OrganisationsDb, PhoneCode>(db => db.PhoneCodes.AsNoTracking()
            .OrderByDescending(c => c.AskedAt).FirstAsync());
        Assert.Null(row.AccountId);
    }

    [Fact]
    public async Task Steps_NeedThePagesOwnTicket()
    {
        using var browser = NewBrowser(11);
        using var other = NewBrowser(12);
        var html = await browser.OpenFormAsync(("way", "phone"));
        await other.OpenFormAsync(("way", "phone"));
        Assert.Equal(HttpStatusCode.BadRequest, (await other.AskAsync(html, "13800000011")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await other.TryCodeAsync(html, "13800000011", "123456")).StatusCode);
        Assert.Empty(await OutcomesAsync("198.51.100.12"));
    }

    private Browser NewBrowser(int n) => new(fixture.Address, $"198.51.100.{n}");

    private Task<List<SignInOutcome>> OutcomesAsync(string address) =>
        fixture.WithAsync<OrganisationsDb, List<SignInOutcome>>(db => db.SignIns.Where(s => s.Address == address)
            .OrderBy(s => s.Seq).Select(s => s.Outcome).ToListAsync());
}
