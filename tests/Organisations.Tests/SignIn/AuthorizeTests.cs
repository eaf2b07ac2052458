using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class AuthorizeTests(SignInFixture fixture) : IClassFixture<SignInFixture>, IDisposable
{
    private readonly Browser _browser = new(fixture.Address);

    [Fact]
    public async Task Form_IsPlainAndLocked()
    {
        var authorize = await _browser.AuthorizeAsync(_browser.Request);
        Assert.Equal(HttpStatusCode.Found, authorize.StatusCode);
        var form = await _browser.GetAsync(authorize.Headers.Location!.ToString());
        var html = await form.Content.ReadAsStringAsync();
        Assert.Contains("lang=\"zh-CN\"", html, StringComparison.Ordinal);
        Assert.Contains("<label for=\"username\">用户名", html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var policy = form.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://127.0.0.1:43210;", policy, StringComparison.Ordinal);
        Assert.Contains("no-store", form.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("client_id", "agency-demo")]
    [InlineData("redirect_uri", "http://evil.example/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:43210/callback/evil")]
    [InlineData("redirect_uri", null)]
    public async Task Authorize_ForAnUnknownClientOrAddress_NeverRedirects(string field, string? value)
    {
        var answer = await _browser.AuthorizeAsync(With(field, value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("登录请求无效", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "unsupported_response_type")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("scope", "api everything", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    public async Task Authorize_WithAnotherFault_TellsTheClient(string field, string? value, string error)
    {
        var answer = await _browser.AuthorizeAsync(With(field, value));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(Browser.Callback, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location.Query);
        Assert.Equal((error, "s-1", "http://issuer.test"), (
            (string)query["error"]!, (string)query["state"]!, (string)query["iss"]!));
    }

    [Fact]
    public async Task Authorize_WithARepeatedParameter_IsRefused()
    {
        var query = QueryHelpers.AddQueryString("/oauth/authorize", _browser.Request);
        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.GetAsync($"{query}&client_id=console")).StatusCode);
        var told = await _browser.GetAsync($"{query}&state=s-2");
        Assert.Contains("error=invalid_request", told.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_AnswersByRedirectWithCodeStateAndIssuer()
    {
        var answer =
            await _browser.SubmitAsync(await _browser.OpenFormAsync(), "RIDER1", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal(("s-1", "http://issuer.test"), ((string)query["state"]!, (string)query["iss"]!));
        Assert.Equal(43, ((string)query["code"]!).Length);
    }

    [Theory]
    [InlineData("rider1", "wrong-password")]
    [InlineData("nobody-of-that-name", "wrong-password")]
    [InlineData("", "")]
    public async Task Submit_WrongPassword_ShowsTheFormAgain_TheSameForEverybody(string user, string password)
    {
        var answer = await _browser.SubmitAsync(await _browser.OpenFormAsync(), user, password);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("用户名或密码不正确", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(password.Length > 0 ? password : "\0", html, StringComparison.Ordinal);
        var again = await _browser.SubmitAsync(html, "rider3", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Submit_WithoutThisBrowsersTicket_IsRefused()
    {
        var html = await _browser.OpenFormAsync();
        foreach (var ticket in (string[])["", "x", "1.x", "99999999999.AAAA"])
        {
            var answer = await _browser.SubmitAsync(html, "rider1", OrganisationsFixture.Password, ticket);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var other = new Browser(fixture.Address);
        var elsewhere = await other.SubmitAsync(html, "rider1", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Contains("页面已过期", await elsewhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ForAnotherRequestThanTheForms_IsRefused()
    {
        var html = await _browser.OpenFormAsync();
        var changed = Browser.Hidden(html, "request").Replace("s-1", "s-2", StringComparison.Ordinal);
        var answer = await _browser.PostAsync("/signin", new()
        {
            ["request"] = changed,
            ["ticket"] = Browser.Hidden(html, "ticket"),
            ["username"] = "rider1",
            ["password"] = OrganisationsFixture.Password,
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signin_WithoutARequest_IsRefused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.GetAsync("/signin")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.PostAsync("/signin", [])).StatusCode);
        var json = await fixture.NewClient().PostAsync("/signin", new { username = "x" }, null);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
    }

    public void Dispose() => _browser.Dispose();

    private Dictionary<string, string?> With(string field, string? value)
    {
        var request = _browser.Request;
        request.Remove(field);
        if (value is not null)
        {
            request[field] = value;
        }

        return request;
    }
}
