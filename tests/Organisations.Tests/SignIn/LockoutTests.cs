using System.Net;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class LockoutTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task FiveFailures_LockTheAccount_ForAQuarterOfAnHour()
    {
        using var browser = new Browser(fixture.Address, "203.0.113.10");
        for (var i = 0; i < Attempts.AllowedPerAccount; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(browser, "rider10", "wrong"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(browser, "rider10", OrganisationsFixture.Password));
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update account set lockout_end = lockout_end - interval '15 minutes' where user_name = 'rider10'"));
        Assert.Equal(HttpStatusCode.SeeOther, await TryAsync(browser, "rider10", OrganisationsFixture.Password));
        Assert.Equal(0, await FailuresAsync("rider10"));
    }

    [Fact]
    public async Task ManyGuessesAtOnce_AreStillFive()
    {
        var browsers =
            Enumerable.Range(0, 16).Select(i => new Browser(fixture.Address, $"203.0.113.{100 + i}")).ToList();
        await Task.WhenAll(browsers.Select(b => TryAsync(b, "rider11", "wrong")));
        browsers.ForEach(b => b.Dispose());
        var outcomes = await OutcomesAsync(StableId.Of("account/rider11"));
        Assert.Equal(Attempts.AllowedPerAccount, outcomes.Count(o => o == SignInOutcome.WrongPassword));
        Assert.Equal(11, outcomes.Count(o => o == SignInOutcome.LockedOut));
    }

    [Fact]
    public async Task ARightPassword_ForgivesEarlierFailures()
    {
        using var browser = new Browser(fixture.Address, "203.0.113.12");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < Attempts.AllowedPerAccount - 1; i++)
            {
                await TryAsync(browser, "rider12", "wrong");
            }

            Assert.Equal(HttpStatusCode.SeeOther, await TryAsync(browser, "rider12", OrganisationsFixture.Password));
        }
    }

    [Fact]
    public async Task AnAddressThatGuessesManyNames_IsHeldBack_OthersAreNot()
    {
        using var browser = new Browser(fixture.Address, "203.0.113.13");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(browser, $"guess{i}", "wrong"));
        }

        var answer = await browser.SubmitAsync(await browser.OpenFormAsync(), "rider13", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(900, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        var client = await browser.TokenAsync(new() { ["grant_type"] = "client_credentials" }, "agency-demo:x");
        Assert.Equal(HttpStatusCode.TooManyRequests, client.StatusCode);

        using var other = new Browser(fixture.Address, "203.0.113.14");
        Assert.Equal(HttpStatusCode.SeeOther, await TryAsync(other, "rider13", OrganisationsFixture.Password));
    }

    [Fact]
    public async Task EveryAttempt_LeavesARow_WithoutTheTypedText()
    {
        using var browser = new Browser(fixture.Address, "203.0.113.15");
        await TryAsync(browser, "my-password-in-the-wrong-field", "x");
        await TryAsync(browser, "rider15", "wrong");
        await TryAsync(browser, "rider15", OrganisationsFixture.Password);
        var rows = await fixture.WithAsync<OrganisationsDb, List<SignInRecord>>(
            db => db.SignIns.Where(s => s.Address == "203.0.113.15").OrderBy(s => s.Seq).ToListAsync());
        Assert.Equal(
            [SignInOutcome.UnknownAccount, SignInOutcome.WrongPassword, SignInOutcome.Succeeded], rows.Select(r =>
                r.Outcome));
        Assert.NotNull(rows[0].TypedNameIndex);
        Assert.All(rows.Skip(1), r => Assert.Equal(StableId.Of("account/rider15"), r.SubjectId));
        Assert.All(rows, r => Assert.Equal("rider-app", r.ClientId));
    }

    private static async Task<HttpStatusCode> TryAsync(Browser browser, string user, string password) =>
        (await browser.SubmitAsync(await browser.OpenFormAsync(), user, password)).StatusCode;

    private Task<int> FailuresAsync(string user) => fixture.WithAsync<OrganisationsDb, int>(
        db => db.Accounts.Where(a => a.UserName == user).Select(a => a.AccessFailedCount).SingleAsync());

    private Task<List<SignInOutcome>> OutcomesAsync(Guid account) =>
        fixture.WithAsync<OrganisationsDb, List<SignInOutcome>>(
        db => db.SignIns.Where(s => s.SubjectId == account).Select(s => s.Outcome).ToListAsync());
}
