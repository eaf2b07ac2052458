using RiderPlatform.Gateway.Tests.Hosting;

namespace RiderPlatform.Gateway.Tests.Routing;

public sealed class HeaderTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static readonly Uri Categories = new("/api/v1/categories", UriKind.Relative);

    [Theory]
    [InlineData("X-Forwarded-User")]
    [InlineData("X-User-Id")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Client-Cert")]
    [InlineData("Remote-User")]
    [InlineData("Forwarded")]
    [InlineData("True-Client-IP")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Keep-Alive")]
    [InlineData("TE")]
    [InlineData("Upgrade")]
    [InlineData("Via")]
    [InlineData("baggage")]
    public async Task UnknownOrHopByHopHeader_StopsAtTheDoor(string name)
    {
        var seen = await SendAsync((name, "trailers"));
        Assert.DoesNotContain(name, seen.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ForwardedHeaders_SayWhatTheGatewaySaw()
    {
        var seen =
            await SendAsync(
            ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"));
        Assert.Equal("127.0.0.1", seen.Headers["X-Forwarded-For"]);
        Assert.Equal(shared.Host.Address.Authority, seen.Headers["X-Forwarded-Host"]);
        Assert.Equal("http", seen.Headers["X-Forwarded-Proto"]);
    }

    [Theory]
    [InlineData("Authorization", "Basic Y29uc29sZTpzZWNyZXQ=")]
    [InlineData("Idempotency-Key", "k-1")]
    [InlineData("If-None-Match", "\"7\"")]
    [InlineData("Accept-Language", "zh-CN")]
    [InlineData("Cookie", "a=1")]
    [InlineData("X-Correlation-Id", "case-7.a")]
    public async Task NeededHeader_PassesTheDoor(string name, string value)
    {
        var seen = await SendAsync((name, value));
        Assert.Equal(value, seen.Headers[name]);
    }

    [Fact]
    public async Task TrustedProxy_IsBelievedAboutTheClient()
    {
        await using var gateway = await GatewayHost.StartAsync(("TrustedProxies:0", "127.0.0.0/8"));
        using var client = gateway.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "6.6.6.6, 203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var answer = await client.GetAsync(Categories);
        var seen = await answer.SeenAsync();
        Assert.Equal("203.0.113.9", seen.Headers["X-Forwarded-For"]);
        Assert.Equal("https", seen.Headers["X-Forwarded-Proto"]);
    }

    [Fact]
    public async Task Answer_CarriesSecurityHeadersOnceAndNoServerName()
    {
        using var client = shared.Host.NewClient();
        foreach (var target in (string[])["/api/v1/categories", "/internal/x", "/health"])
        {
            var answer = await client.GetAsync(new Uri(target, UriKind.Relative));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task BehindTlsTermination_AnswerAsksForHttpsFromThenOn()
    {
        await using var gateway = await GatewayHost.StartAsync(("TrustedProxies:0", "127.0.0.1"));
        using var client = gateway.NewClient();
        client.DefaultRequestHeaders.Host = "riders.example.cn";
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var answer = await client.GetAsync(Categories);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task CrossOrigin_IsOffUnlessListed()
    {
        using var client = shared.Host.NewClient();
        client.DefaultRequestHeaders.Add("Origin", "https://riders.example.cn");
        Assert.False((await client.GetAsync(Categories)).Headers.Contains("Access-Control-Allow-Origin"));

        await using var gateway = await GatewayHost.StartAsync(("Cors:Origins:0", "https://riders.example.cn"));
        using var listed = gateway.NewClient();
        listed.DefaultRequestHeaders.Add("Origin", "https://riders.example.cn");
        var answer = await listed.GetAsync(Categories);
        Assert.Equal(
            "https://riders.example.cn", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    private async Task<Seen> SendAsync(params (string Name, string Value)[] headers)
    {
        using var client = shared.Host.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Categories);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await (await client.SendAsync(request)).SeenAsync();
    }
}
