using System.Net;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class AccountsTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/accounts";

    [Fact]
    public async Task Create_ThenTheyCanSignIn()
    {
        await fixture.Administrator.PostAsync(Path, Account("new.dispatcher")).Expect(HttpStatusCode.Created);
        using var browser = new Browser(fixture.Address);
        await browser.SignInAsync("new.dispatcher");
        await fixture.Administrator.PostAsync(Path, Account("NEW.dispatcher"))
            .ExpectProblem(HttpStatusCode.Conflict, "UserNameTaken");
    }

    [Fact]
    public async Task Create_TheSameNameAtOnce_OnceOnly()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => fixture.Administrator.PostAsync(Path, Account("at.once"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Create_WithBadFields_NamesThem()
    {
        await PostAsync(Account("x")).ExpectInvalid("userName");
        await PostAsync(Account("short.password", password: "short")).ExpectInvalid("password");
        await PostAsync(Account("no.grants", [])).ExpectInvalid("grants");
        await PostAsync(Account("bad.role", [Grant("king", "5101")])).ExpectInvalid("grants");
        await PostAsync(Account("bad.region", [Grant("dispatcher", "9999")])).ExpectInvalid("grants");
        await PostAsync(Account("bad.organisation", [Grant("handler", "5101", Guid.CreateVersion7())]))
            .ExpectInvalid("grants");
        await PostAsync(Account("other.city", [Grant("handler", "5111", OrganisationsFixture.Committee("5101"))]))
            .ExpectInvalid("grants");
        await PostAsync(Account("no.rider", [Grant("rider", "5101")])).ExpectInvalid("riderId");
    }

    [Fact]
    public async Task Create_ForARiderWhoHasOne_IsRefused()
    {
        var body = new
        {
            userName = "second.account", password = OrganisationsFixture.Password, displayName = "骑手",
            riderId = StableId.Of("rider/demo/1"), grants = (object[])[Grant("rider", "5101")],
        };
        await PostAsync(body).ExpectProblem(HttpStatusCode.Conflict, "RiderHasAccount");
    }

    [Fact]
    public async Task Create_BeyondOnesOwnRegionOrRole_IsRefused()
    {
        var city = fixture.ClientFor(null, new Grant(Roles.Administrator, "5101", null));
        await city.PostAsync(Path, Account("city.account")).Expect(HttpStatusCode.Created);
        await city.PostAsync(Path, Account("too.wide", [Grant("dispatcher", "")]))
            .ExpectProblem(HttpStatusCode.Forbidden, "BeyondYourGrant");
        await city.PostAsync(Path, Account("other.city2", [Grant("dispatcher", "5111")]))
            .ExpectProblem(HttpStatusCode.Forbidden, "BeyondYourGrant");
        await fixture.Secretary.PostAsync(Path, Account("by.secretary"))
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Fact]
    public async Task CreateClient_ShowsTheSecretOnce_AndItWorks()
    {
        var body = new
        {
            clientId = "market-office", name = "市场监管业务系统",
            grants =
                (object[])[Grant("handler", "510104", OrganisationsFixture.Department("510104", "market-supervision"))],
        };
        var made = await ClientAsync(body).Expect(HttpStatusCode.Created);
        using var browser = new Browser(fixture.Address);
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        await browser.TokenAsync(form, $"market-office:{(string)made["secret"]!}").Expect(HttpStatusCode.OK);
        await ClientAsync(body)
            .ExpectProblem(HttpStatusCode.Conflict, "ClientIdTaken");
        await ClientAsync(new { clientId = "bad-uri", name = "x",
            redirectUris = (string[])["http://evil.example/"] }).ExpectInvalid("redirectUris");
        await ClientAsync(new { clientId = "neither", name = "x" })
            .ExpectInvalid("grants");
        var page =
            new { clientId = "pages", name = "网页", redirectUris = (string[])["https://riders.example/callback"] };
        var pages = await ClientAsync(page).Expect(HttpStatusCode.Created);
        Assert.Null((string?)pages["secret"]);
    }

    [Fact]
    public async Task Me_OfATokenWithoutAccount_IsNotFound() =>
        await fixture.Administrator.GetAsync($"{Path}/me".Relative())
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");

    [Fact]
    public async Task Bootstrap_MakesOneAdministrator_ForWhoeverKnowsTheSecret()
    {
        var secret = OrganisationsFixture.BootstrapSecret;
        var body = new { secret, userName = "first.admin", password = OrganisationsFixture.Password };
        await BootstrapAsync(body).ExpectProblem(HttpStatusCode.Conflict, "AlreadyBootstrapped");
        await fixture.WithAsync<OrganisationsDb, int>(db =>
            db.Grants.Where(g => g.Role == Roles.Administrator).ExecuteDeleteAsync());

        await BootstrapAsync(body with { secret = "wrong-wrong-wrong-wrong" })
            .ExpectProblem(HttpStatusCode.Forbidden, "WrongSecret");
        await BootstrapAsync(body with { secret = "" }).ExpectProblem(HttpStatusCode.Forbidden, "WrongSecret");
        await BootstrapAsync(body with { userName = "x" }).ExpectInvalid("userName");
        await BootstrapAsync(body with { password = "short" }).ExpectInvalid("password");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => BootstrapAsync(body with { userName = $"first.admin{i}" })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        await BootstrapAsync(body).ExpectProblem(HttpStatusCode.Conflict, "AlreadyBootstrapped");
    }

    private Task<HttpResponseMessage> BootstrapAsync(object body) =>
        fixture.NewClient().PostAsync($"{Path}/bootstrap", body);

    private Task<HttpResponseMessage> PostAsync(object body) => fixture.Administrator.PostAsync(Path, body);

    private Task<HttpResponseMessage> ClientAsync(object body) =>
        fixture.Administrator.PostAsync($"{Path}/clients", body);

    private static object Grant(string role, string region, Guid? organisationId = null) =>
        new { role, region, organisationId };

    private static object Account(
        string userName, object[]? grants = null, string password = OrganisationsFixture.Password) => new
    {
        userName, password, displayName = "测试账户", grants = grants ?? [Grant("dispatcher", "5101")],
    };
}
