using System.Net;
using System.Text;

namespace RiderPlatform.Organisations.Tests.Api;

/// <summary>Whatever is sent: a problem that says what is wrong, never a 500.</summary>
public sealed class BadInputTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private static readonly string[] Posts =
        ["organisations", "duties", "riders", "accounts", "accounts/clients", "accounts/bootstrap"];

    public static TheoryData<string, string> Bodies()
    {
        var bodies = new TheoryData<string, string>();
        foreach (var path in Posts)
        {
            foreach (var body in (string[])
                ["", "null", "{", "[]", "1", "\"x\"", "{\"name\":1}", "{\"name\":\"\\u0000\",\"grants\":[null]}",
                    "{\"grants\":[{}]}",
                "{\"redirectUris\":[null]}", "{\"id\":\"x\",\"parentId\":\"x\"}", "{\"secret\":{\"a\":1}}",
                new string('[', 1000) + new string(']', 1000), "{\"name\":\"\ud800\"}"])
            {
                bodies.Add(path, body);
            }
        }

        return bodies;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_OfABadBody_IsTheCallersFault(string path, string body)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await fixture.Administrator.PostAsync($"/api/v1/{path}".Relative(), content);
        Assert.InRange((int)answer.StatusCode, 400, 409);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/api/v1/organisations?name=%00")]
    [InlineData("/api/v1/organisations?region=%00")]
    [InlineData("/api/v1/organisations?kind=Castle")]
    [InlineData("/api/v1/organisations?parent=x")]
    [InlineData("/api/v1/organisations?page=99999999999")]
    [InlineData("/api/v1/duties?category=%00")]
    [InlineData("/api/v1/riders?group=9x")]
    public async Task Get_WithABadQuery_IsTheCallersFault(string path) =>
        await fixture.Administrator.GetAsync(path.Relative()).ExpectProblem(HttpStatusCode.BadRequest, "Malformed");

    [Theory]
    [InlineData("/api/v1/organisations/not-an-id")]
    [InlineData("/api/v1/riders/1")]
    [InlineData("/api/v1/nothing")]
    public async Task Get_OfNothing_IsNotFound(string path) =>
        await fixture.Administrator.GetAsync(path.Relative()).ExpectProblem(HttpStatusCode.NotFound, "NotFound");

    [Fact]
    public async Task Post_OfTenMegabytes_IsTooLarge()
    {
        var content =
            new StringContent($"{{\"name\":\"{new string('x', 10 << 20)}\"}}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/riders".Relative()) { Content = content };
        // Otherwise the answer may come while the body is still being written, and be lost with the connection.
        request.Headers.ExpectContinue = true;
        await fixture.Administrator.SendAsync(request)
            .ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "TooLarge");
    }

    [Fact]
    public async Task Post_OfAnotherContentType_IsRefused() =>
        await fixture.Administrator.PostAsync(
            "/api/v1/riders".Relative(), new StringContent("<a/>", Encoding.UTF8, "text/xml"))
            .ExpectProblem(HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType");

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=%00&client_secret=%00")]
    [InlineData("grant_type=refresh_token&client_id=rider-app&refresh_token=%00")]
    [InlineData("grant_type=authorization_code&client_id=rider-app&code=%00&redirect_uri=%00&code_verifier=%00")]
    [InlineData("grant_type=%00&client_id=rider-app")]
    public async Task Token_WithNul_IsTheCallersFault(string form)
    {
        var content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        var answer = await fixture.NewClient().PostAsync("/oauth/token".Relative(), content);
        Assert.InRange((int)answer.StatusCode, 400, 401);
    }

    [Theory]
    [InlineData("/oauth/authorize?client_id=%00&redirect_uri=%00")]
    [InlineData("/signin?client_id=rider-app&redirect_uri=%00")]
    [InlineData("/signin?client_id=rider-app&redirect_uri=http://127.0.0.1:1/callback&nonce=%00")]
    public async Task SignIn_WithNul_IsTheCallersFault(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.NewClient().GetAsync(path.Relative())).StatusCode);
}
