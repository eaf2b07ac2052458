using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class TokenTests(SignInFixture fixture) : IClassFixture<SignInFixture>, IDisposable
{
    private readonly Browser _browser = new(fixture.Address);

    [Fact]
    public async Task Exchange_GivesATokenThatTheServiceTakes()
    {
        var tokens = await _browser.SignInAsync("rider1");
        Assert.Equal(("Bearer", 600, "openid api"), (
            (string)tokens["token_type"]!, (int)tokens["expires_in"]!, (string)tokens["scope"]!));
        var token = new JsonWebToken((string)tokens["access_token"]!);
        Assert.Equal(("at+jwt", "RS256", "http://issuer.test"), (token.Typ, token.Alg, token.Issuer));
        Assert.Equal(["rider-platform"], token.Audiences);
        Assert.Equal("rider-app", token.GetClaim("client_id").Value);
        Assert.Equal(StableId.Of("rider/demo/1").ToString(), token.GetClaim("rider").Value);
        Assert.Equal("rider|5101|", token.GetClaim("grants").Value);
        Assert.Equal(600, (token.ValidTo - token.IssuedAt).TotalSeconds);

        var me = await _browser.CallAsync("/api/v1/accounts/me", (string)tokens["access_token"]!);
        var account = await me.Expect(HttpStatusCode.OK);
        Assert.Equal(("rider1", StableId.Of("account/rider1")), ((string)account["name"]!, (Guid)account["id"]!));
    }

    [Fact]
    public async Task Exchange_GivesAnIdTokenForTheClientOnly()
    {
        var tokens = await _browser.SignInAsync("dispatcher");
        var id = new JsonWebToken((string)tokens["id_token"]!);
        Assert.Equal(("rider-app", "n-1", "JWT"), (id.Audiences.Single(), id.GetClaim("nonce").Value, id.Typ));
        await _browser.CallAsync("/api/v1/accounts/me", (string)tokens["id_token"]!)
            .ExpectProblem(HttpStatusCode.Unauthorized, "Unauthenticated");
    }

    [Fact]
    public async Task Exchange_ASecondTime_RevokesWhatTheFirstGave()
    {
        var code = await _browser.CodeAsync("rider2");
        var tokens = await _browser.ExchangeAsync(code).Expect(HttpStatusCode.OK);
        await ExpectError(_browser.ExchangeAsync(code), "invalid_grant");
        await ExpectError(_browser.RefreshAsync((string)tokens["refresh_token"]!), "invalid_grant");
    }

    [Fact]
    public async Task Exchange_ThirtyTwoTimesAtOnce_SucceedsAtMostOnce()
    {
        var code = await _browser.CodeAsync("rider2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => _browser.ExchangeAsync(code)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Exchange_WithAWrongVerifier_UsesTheCodeUp()
    {
        var code = await _browser.CodeAsync("rider2");
        await ExpectError(_browser.ExchangeAsync(code, new string('a', 43)), "invalid_grant");
        await ExpectError(_browser.ExchangeAsync(code), "invalid_grant");
    }

    [Fact]
    public async Task Exchange_ByAnotherClientOrAddress_IsRefused()
    {
        await ExpectError(
            _browser.ExchangeAsync(await _browser.CodeAsync("rider2"), client: "console"), "invalid_grant");
        await ExpectError(_browser.ExchangeAsync(
            await _browser.CodeAsync("rider2"), redirect: "http://127.0.0.1:1/callback"), "invalid_grant");
    }

    [Fact]
    public async Task Exchange_AfterAMinute_IsRefused()
    {
        var code = await _browser.CodeAsync("rider2");
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update authorization_code set created_at = created_at - interval '61 seconds'"));
        await ExpectError(_browser.ExchangeAsync(code), "invalid_grant");
    }

    [Fact]
    public async Task Refresh_RotatesAndAReusedTokenEndsTheFamily()
    {
        var first = (string)(await _browser.SignInAsync("rider3"))["refresh_token"]!;
        var tokens = await _browser.RefreshAsync(first).Expect(HttpStatusCode.OK);
        var second = (string)tokens["refresh_token"]!;
        Assert.NotEqual(first, second);
        await _browser.CallAsync("/api/v1/accounts/me", (string)tokens["access_token"]!).Expect(HttpStatusCode.OK);
        await ExpectError(_browser.RefreshAsync(first), "invalid_grant");
        await ExpectError(_browser.RefreshAsync(second), "invalid_grant");
    }

    [Fact]
    public async Task Refresh_ByAnotherClient_IsRefused()
    {
        var token = (string)(await _browser.SignInAsync("rider3"))["refresh_token"]!;
        await ExpectError(_browser.RefreshAsync(token, "console"), "invalid_grant");
        await _browser.RefreshAsync(token).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_OfADisabledAccount_IsRefused()
    {
        var token = (string)(await _browser.SignInAsync("rider4"))["refresh_token"]!;
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Accounts.Where(a => a.UserName == "rider4")
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Active, false)));
        await ExpectError(_browser.RefreshAsync(token), "invalid_grant");
        var signIn =
            await _browser.SubmitAsync(await _browser.OpenFormAsync(), "rider4", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
    }

    [Fact]
    public async Task Revoke_EndsTheFamily_AndIsAnsweredAlways()
    {
        var token = (string)(await _browser.SignInAsync("rider5"))["refresh_token"]!;
        var form = new Dictionary<string, string> { ["client_id"] = "console", ["token"] = token };
        await _browser.PostAsync("/oauth/revoke", form).Expect(HttpStatusCode.OK);
        token = (string)(await _browser.RefreshAsync(token).Expect(HttpStatusCode.OK))["refresh_token"]!;
        form = new() { ["client_id"] = "rider-app", ["token"] = token };
        await _browser.PostAsync("/oauth/revoke", form).Expect(HttpStatusCode.OK);
        await _browser.PostAsync("/oauth/revoke", form).Expect(HttpStatusCode.OK);
        await ExpectError(_browser.RefreshAsync(token), "invalid_grant");
        await _browser.PostAsync("/oauth/revoke", new() { ["client_id"] = "rider-app", ["token"] = "unknown" })
            .Expect(HttpStatusCode.OK);
        await ExpectError(
            _browser.PostAsync("/oauth/revoke", new() { ["client_id"] = "rider-app" }), "invalid_request");
        await ExpectError(_browser.PostAsync("/oauth/revoke", new() { ["client_id"] = "nobody", ["token"] = "x" }),
            "invalid_client", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientCredentials_ByHeaderOrBody(bool byHeader)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "api" };
        if (!byHeader)
        {
            (form["client_id"], form["client_secret"]) = ("agency-demo", OrganisationsFixture.Password);
        }

        var tokens = await _browser.TokenAsync(form, byHeader ? $"agency-demo:{OrganisationsFixture.Password}" : null)
            .Expect(HttpStatusCode.OK);
        Assert.Null(tokens["refresh_token"]);
        var token = new JsonWebToken((string)tokens["access_token"]!);
        var traffic = OrganisationsFixture.Department("510104", "traffic-police");
        Assert.Equal($"handler|510104|{traffic}", token.GetClaim("grants").Value);
        Assert.Equal("client-credentials", token.GetClaim("gty").Value);
        var page = await _browser.CallAsync("/api/v1/organisations", (string)tokens["access_token"]!)
            .Expect(HttpStatusCode.OK);
        Assert.Equal(1, (int)page["total"]!);
    }

    [Theory]
    [InlineData("grant_type=password&client_id=rider-app&username=rider1&password=Demo-Password-1",
        "unsupported_grant_type", 400)]
    [InlineData("client_id=rider-app", "invalid_request", 400)]
    [InlineData("grant_type=client_credentials&client_id=rider-app", "unauthorized_client", 400)]
    [InlineData("grant_type=client_credentials&client_id=agency-demo&client_secret=wrong", "invalid_client", 401)]
    [InlineData("grant_type=client_credentials&client_id=agency-demo", "invalid_client", 401)]
    [InlineData("grant_type=client_credentials&client_id=nobody&client_secret=x", "invalid_client", 401)]
    [InlineData("grant_type=client_credentials", "invalid_client", 401)]
    [InlineData("grant_type=client_credentials&client_id=agency-demo&client_secret=Demo-Password-1&scope=openid",
        "invalid_scope", 400)]
    [InlineData("grant_type=refresh_token&client_id=rider-app", "invalid_request", 400)]
    [InlineData("grant_type=refresh_token&client_id=rider-app&refresh_token=unknown", "invalid_grant", 400)]
    [InlineData("grant_type=authorization_code&client_id=rider-app&code=x", "invalid_request", 400)]
    [InlineData("grant_type=refresh_token&grant_type=password&client_id=rider-app", "invalid_request", 400)]
    public async Task Token_WithAFault_AnswersInTheProtocolsWords(string form, string error, int status)
    {
        var fields = new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        await ExpectError(
            fixture.NewClient().PostAsync("/oauth/token".Relative(), fields), error, (HttpStatusCode)status);
    }

    [Fact]
    public async Task Token_WithABodyThatIsNoForm_IsRefused()
    {
        await ExpectError(fixture.NewClient()
            .PostAsync("/oauth/token", new { grant_type = "client_credentials" }, null), "invalid_request");
        var broken = new StringContent("--x\r\nbroken", System.Text.Encoding.ASCII);
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        await ExpectError(fixture.NewClient().PostAsync("/oauth/token".Relative(), broken), "invalid_request");
        await ExpectError(_browser.TokenAsync(new() { ["grant_type"] = "client_credentials",
            ["client_secret"] = "x" }, "agency-demo:x"), "invalid_request");
    }

    public void Dispose() => _browser.Dispose();

    private static async Task ExpectError(
        Task<HttpResponseMessage> sent, string error, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var answer = await sent;
        JsonNode body = await answer.Expect(status);
        Assert.Equal(error, (string)body["error"]!);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
    }
}
