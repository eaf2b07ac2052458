using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class SeedConsoleTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private static readonly string[] OfDemo = ["http://127.0.0.1:*/callback", "http://localhost:*/callback"];

    [Fact]
    public async Task Console_IsThere_AtTheIssuersAddress()
    {
        await SeedAsync();
        var console = await ConsoleAsync();
        Assert.True(console.IsPublic);
        Assert.Equal(["http://issuer.test/console/callback", .. OfDemo], console.RedirectUris);
    }

    [Fact]
    public async Task Console_FollowsTheIssuer_AndLeavesTheOldAddress()
    {
        var before = await ConsoleAsync();
        await SeedAsync(("Identity:Issuer", "http://localhost:18999"));
        Assert.Equal(["http://localhost:18999/console/callback", .. OfDemo], (await ConsoleAsync()).RedirectUris);
        await SeedAsync(("Identity:Issuer", "https://riders.example/"), ("Demo:Enabled", "false"));
        var console = await ConsoleAsync();
        Assert.Equal(["https://riders.example/console/callback"], console.RedirectUris);
        Assert.Equal(before.Id, console.Id);
        await SeedAsync();
    }

    [Fact]
    public async Task Console_WhoseRowIsGone_IsMadeAgain_WithoutADemo()
    {
        await fixture.WithAsync<OrganisationsDb, int>(
            db => db.Clients.Where(c => c.ClientId == "console").ExecuteDeleteAsync());
        await SeedAsync(("Demo:Enabled", "false"));
        Assert.Equal(["http://issuer.test/console/callback"], (await ConsoleAsync()).RedirectUris);
        await SeedAsync();
    }

    /// <summary>RP sign-out: by client id alone, as a public client has nothing else.</summary>
    [Fact]
    public async Task Console_RevokesItsRefreshToken_ByItsClientIdAlone()
    {
        await SeedAsync();
        using var browser = new Browser(fixture.Address);
        var request = browser.Request;
        (request["client_id"], request["redirect_uri"]) = ("console", "http://issuer.test/console/callback");
        var form = await browser.GetAsync((await browser.AuthorizeAsync(request)).Headers.Location!.ToString());
        var answer = await browser.SubmitAsync(
            await form.Content.ReadAsStringAsync(), "dispatcher", OrganisationsFixture.Password);
        var code = QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"];
        var tokens = await browser.ExchangeAsync(code!, client: "console", redirect: request["redirect_uri"]!)
            .Expect(HttpStatusCode.OK);
        var token = (string)tokens["refresh_token"]!;
        await browser.PostAsync("/oauth/revoke", new() { ["client_id"] = "console", ["token"] = token })
            .Expect(HttpStatusCode.OK);
        var refused = await browser.RefreshAsync(token, "console").Expect(HttpStatusCode.BadRequest);
        Assert.Equal("invalid_grant", (string)refused["error"]!);
    }

    [Theory]
    [InlineData("http://issuer.test/console/callback/")]
    [InlineData("http://issuer.test/console/callback?x=1")]
    [InlineData("http://issuer.test:81/console/callback")]
    [InlineData("https://issuer.test/console/callback")]
    public async Task ConsolesAddress_IsComparedExactly(string redirect)
    {
        await SeedAsync();
        using var browser = new Browser(fixture.Address);
        var request = browser.Request;
        (request["client_id"], request["redirect_uri"]) = ("console", redirect);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.AuthorizeAsync(request)).StatusCode);
    }

    private Task<OAuthClient> ConsoleAsync() => fixture.WithAsync<OrganisationsDb, OAuthClient>(
        db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == "console"));

    /// <summary>What the migrate step does at another start of the deployment.</summary>
    private async Task SeedAsync(params (string Key, string Value)[] settings)
    {
        var replica = await fixture.StartReplicaAsync(
            [.. settings.Select(s => new KeyValuePair<string, string>(s.Key, s.Value))]);
        await using var scope = replica.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ISeed>().OfType<SeedConsole>().Single().SeedAsync(default);
    }
}
