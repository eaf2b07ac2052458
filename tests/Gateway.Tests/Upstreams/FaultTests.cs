using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using RiderPlatform.Gateway.Tests.Hosting;

namespace RiderPlatform.Gateway.Tests.Upstreams;

public sealed class FaultTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static readonly Uri Redeem = new("/api/v1/rewards/1/redemptions", UriKind.Relative);
    private static readonly Uri Rewards = new("/api/v1/rewards", UriKind.Relative);

    [Fact]
    public async Task ServiceDown_Is503WithRetryAfter()
    {
        await using var gateway = await GatewayHost.StartAsync();
        await gateway.Services["points"].DisposeAsync();
        using var client = gateway.NewSignedInClient();
        await IsUnavailableAsync(await client.GetAsync(Rewards));
        await IsUnavailableAsync(await client.PostAsJsonAsync(Redeem, new { a = 1 }));
    }

    [Fact]
    public async Task ServiceWithoutAddress_Is503AndTheOthersWork()
    {
        await using var gateway = await GatewayHost.StartAsync();
        await gateway.SetAddressAsync("points", 0, "");
        using var client = gateway.NewSignedInClient();
        await IsUnavailableAsync(await client.GetAsync(Rewards));
        Assert.Equal(
            HttpStatusCode.OK, (await client.GetAsync(new Uri("/api/v1/stations", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task ConnectionBreaksDuringAPost_Is503AndIsSentOnce(bool reset, bool withBody)
    {
        // The warm-up leaves a pooled connection behind: on a used one an HTTP client is tempted to send again by
        // itself.
        await using var server =
            new BreakingServer(head => head.StartsWith("GET", StringComparison.Ordinal) ? Ok : null, reset);
        await using var gateway = await StartOverAsync(server);
        using var client = gateway.NewSignedInClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Rewards)).StatusCode);

        await IsUnavailableAsync(await client.PostAsync(Redeem, withBody ? JsonContent.Create(new { a = 1 }) : null));
        Assert.Equal(1, server.Broken);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task ConnectionBreaksDuringAnotherMutation_IsSentOnce(string method)
    {
        await using var server =
            new BreakingServer(head => head.StartsWith("GET", StringComparison.Ordinal) ? Ok : null, reset: false);
        await using var gateway = await StartOverAsync(server);
        using var client = gateway.NewSignedInClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Rewards)).StatusCode);
        using var request = new HttpRequestMessage(new HttpMethod(method), Rewards);
        await IsUnavailableAsync(await client.SendAsync(request));
        Assert.Equal(1, server.Broken);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")]
    public async Task BrokenAnswer_Is503(string answer)
    {
        await using var server =
            new BreakingServer(head => head.StartsWith("GET /alive", StringComparison.Ordinal) ? Ok : answer, false);
        await using var gateway = await StartOverAsync(server);
        using var client = gateway.NewSignedInClient();
        await IsUnavailableAsync(await client.GetAsync(Rewards));
    }

    [Fact]
    public async Task ServiceThatDoesNotAnswer_Is503AfterTheTimeLimit()
    {
        await using var server = new BreakingServer(
            head => head.StartsWith("GET /alive", StringComparison.Ordinal)
                || head.StartsWith("GET /health", StringComparison.Ordinal) ? Ok : "", false);
        await using var gateway =
            await StartOverAsync(server, ("ReverseProxy:Clusters:points:HttpRequest:ActivityTimeout", "00:00:00.5"));
        using var client = gateway.NewSignedInClient();
        await IsUnavailableAsync(await client.GetAsync(Rewards));
    }

    [Fact]
    public async Task RefusalOfAService_PassesUnchanged()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services["points"].Instead = async c =>
        {
            c.Response.StatusCode = 409;
            c.Response.ContentType = "application/problem+json";
            await c.Response.WriteAsync("""{"type":"/problems/OutOfStock","status":409}""");
            return true;
        };
        using var client = gateway.NewSignedInClient();
        var answer = await client.PostAsync(Redeem, null);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("""{"type":"/problems/OutOfStock","status":409}""", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Points is the broken server; its health must not hold the start up.</summary>
    private static async Task<GatewayHost> StartOverAsync(BreakingServer server, params (string, string)[] settings)
    {
        var gateway = await GatewayHost.StartAsync(settings);
        await gateway.SetAddressAsync("points", 0, server.Address.AbsoluteUri);
        return gateway;
    }

    private static async Task IsUnavailableAsync(HttpResponseMessage answer)
    {
        await answer.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "Unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
