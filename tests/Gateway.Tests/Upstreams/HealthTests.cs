using System.Net;
using System.Text.Json;
using RiderPlatform.Gateway.Tests.Hosting;
using RiderPlatform.Harness;

namespace RiderPlatform.Gateway.Tests.Upstreams;

public sealed class HealthTests : IAsyncLifetime
{
    private static readonly Uri Health = new("/health", UriKind.Relative);
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayHost.StartAsync();
        _client = _gateway.NewClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task AllHealthy_ListsEveryService()
    {
        var answer = await _client.GetAsync(Health);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("Healthy", body.GetProperty("status").GetString());
        var services = body.GetProperty("services");
        Assert.Equal(["console", "grievances", "organisations", "points", "stations"], services.EnumerateObject()
            .Select(s => s.Name).Order());
        Assert.Equal("Healthy", services.GetProperty("points").GetProperty("checks").GetProperty("database")
            .GetString());
    }

    [Fact]
    public async Task BrokerAway_IsDegradedAndStill200()
    {
        _gateway.Services["points"].Health =
            (200, """{"status":"Degraded","checks":{"database":"Healthy","broker":"Degraded"}}""");
        await BecomesAsync(HttpStatusCode.OK, "Degraded", "points", "Degraded");
    }

    [Fact]
    public async Task OneUnhealthy_Is503()
    {
        _gateway.Services["points"].Health = (503, """{"status":"Unhealthy","checks":{"database":"Unhealthy"}}""");
        await BecomesAsync(HttpStatusCode.ServiceUnavailable, "Unhealthy", "points", "Unhealthy");
    }

    [Theory]
    [InlineData(200, "Healthy")]
    [InlineData(200, "null")]
    [InlineData(200, """{"status":"Splendid"}""")]
    public async Task AnswerThatIsNoHealth_IsUnhealthy(int status, string body)
    {
        _gateway.Services["points"].Health = (status, body);
        await BecomesAsync(HttpStatusCode.ServiceUnavailable, "Unhealthy", "points", "Unhealthy");
    }

    [Fact]
    public async Task ServiceStopsAndComesBack_ShowsWithinSeconds()
    {
        var address = _gateway.Services["stations"].Address;
        await _gateway.Services["stations"].DisposeAsync();
        await BecomesAsync(HttpStatusCode.ServiceUnavailable, "Unhealthy", "stations", "Unhealthy");
        await using var again = await Backend.StartAsync("stations", address);
        await BecomesAsync(HttpStatusCode.OK, "Healthy", "stations", "Healthy");
    }

    [Fact]
    public async Task OneReplicaOfTwoDown_IsDegraded()
    {
        await using var gateway = await GatewayHost.StartAsync();
        await gateway.SetAddressAsync("points", 1, "http://127.0.0.1:9/");
        using var client = gateway.NewClient();
        await BecomesAsync(client, HttpStatusCode.OK, "Degraded", "points", "Degraded");
    }

    private Task BecomesAsync(HttpStatusCode code, string whole, string service, string status) =>
        BecomesAsync(_client, code, whole, service, status);

    private static async Task BecomesAsync(
        HttpClient client, HttpStatusCode code, string whole, string service, string status)
    {
        await Eventually.IsAsync(
            async () =>
            {
                var answer = await client.GetAsync(Health);
                var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                return (answer.StatusCode, body.GetProperty("status").GetString(),
                    body.GetProperty("services").GetProperty(service).GetProperty("status").GetString());
            },
            seen => seen == (code, whole, status), TimeSpan.FromSeconds(10));
    }
}
