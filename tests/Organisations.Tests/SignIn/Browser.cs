using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace RiderPlatform.Organisations.Tests.SignIn;

/// <summary>
/// Walks the sign-in as a browser does, cookies and redirects by hand, and talks to the token endpoint as its client.
/// </summary>
internal sealed partial class Browser : IDisposable
{
    public const string Callback = "http://127.0.0.1:43210/callback";
    private readonly HttpClient _http;

    /// <param name="address">The caller's address, as a proxy on this machine would pass it on.</param>
    public Browser(Uri service, string address = "203.0.113.1")
    {
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service };
        _http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
    }

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public Dictionary<string, string?> Request => new()
    {
        ["response_type"] = "code",
        ["client_id"] = "rider-app",
        ["redirect_uri"] = Callback,
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
        ["state"] = "s-1",
        ["scope"] = "openid api",
        ["nonce"] = "n-1",
    };

    public Task<HttpResponseMessage> AuthorizeAsync(Dictionary<string, string?> request) =>
        _http.GetAsync(QueryHelpers.AddQueryString("/oauth/authorize", request).Relative());

    /// <summary>From the client's redirect to the form.</summary>
    public async Task<string> OpenFormAsync(params (string Name, string Value)[] more)
    {
        var request = Request;
        foreach (var (name, value) in more)
        {
            request[name] = value;
        }

        var authorize = await AuthorizeAsync(request);
        Assert.Equal(HttpStatusCode.Found, authorize.StatusCode);
        var form = await _http.GetAsync(authorize.Headers.Location);
        var html = await form.Content.ReadAsStringAsync();
        Assert.True(form.StatusCode == HttpStatusCode.OK, html);
        return html;
    }

    public Task<HttpResponseMessage> SubmitAsync(string html, string user, string password, string? ticket = null) =>
        PostAsync("/signin", new()
        {
            ["request"] = Hidden(html, "request"),
            ["ticket"] = ticket ?? Hidden(html, "ticket"),
            ["username"] = user,
            ["password"] = password,
        });

    /// <summary>A rider's first step: the number.</summary>
    public Task<HttpResponseMessage> AskAsync(string html, string phone) => StepAsync(html, "phone", ("phone", phone));

    /// <summary>A rider's second step: the code.</summary>
    public Task<HttpResponseMessage> TryCodeAsync(string html, string phone, string code) =>
        StepAsync(html, "code", ("phone", phone), ("code", code));

    /// <summary>The code that a right password brings.</summary>
    public async Task<string> CodeAsync(string user)
    {
        var answer = await SubmitAsync(await OpenFormAsync(), user, OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"]!;
    }

    public Task<HttpResponseMessage> ExchangeAsync(
        string code, string? verifier = null, string client = "rider-app", string redirect = Callback) =>
        TokenAsync(new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = client,
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = verifier ?? Verifier,
        });

    public async Task<JsonNode> SignInAsync(string user) =>
        await ExchangeAsync(await CodeAsync(user)).Expect(HttpStatusCode.OK);

    public Task<HttpResponseMessage> RefreshAsync(string token, string client = "rider-app") => TokenAsync(new()
    {
        ["grant_type"] = "refresh_token",
        ["client_id"] = client,
        ["refresh_token"] = token,
    });

    public Task<HttpResponseMessage> TokenAsync(Dictionary<string, string> form, string? basic = null) =>
        PostAsync("/oauth/token", form, basic);

    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string? basic = null)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, path.Relative()) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = basic is null
            ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await _http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> CallAsync(string path, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.Relative());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path.Relative());

    public void Dispose() => _http.Dispose();

    public static string Hidden(string html, string name) =>
        WebUtility.HtmlDecode(Input().Matches(html).First(m => m.Groups[1].Value == name).Groups[2].Value);

    private Task<HttpResponseMessage> StepAsync(string html, string step, params (string Name, string Value)[] fields)
    {
        var form = fields.ToDictionary(f => f.Name, f => f.Value);
        (form["step"], form["request"], form["ticket"]) = (step, Hidden(html, "request"), Hidden(html, "ticket"));
        return PostAsync("/signin", form);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Input();
}
