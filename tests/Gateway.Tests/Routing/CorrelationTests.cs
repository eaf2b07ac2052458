using RiderPlatform.Gateway.Tests.Hosting;

namespace RiderPlatform.Gateway.Tests.Routing;

public sealed class CorrelationTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task GivenId_IsForwardedAndAnswered()
    {
        var (answered, seen) = await SendAsync(("X-Correlation-Id", "shift-7:22"));
        Assert.Equal(("shift-7:22", "shift-7:22"), (answered, seen.Headers["X-Correlation-Id"]));
    }

    [Fact]
    public async Task Traceparent_DecidesTheIdAndGoesOnAsTheSameTrace()
    {
        var (answered, seen) = await SendAsync(("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01"));
        Assert.Equal((TraceId, TraceId), (answered, seen.Headers["X-Correlation-Id"]));
        Assert.Matches($"^00-{TraceId}-[0-9a-f]{{16}}-0[01]$", seen.Headers["traceparent"]);
        Assert.DoesNotContain("00f067aa0ba902b7", seen.Headers["traceparent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task ImplausibleId_IsReplacedByTheTraceId(string given)
    {
        var (answered, seen) = await SendAsync(("X-Correlation-Id", given));
        Assert.Matches("^[0-9a-f]{32}$", answered);
        Assert.Equal(answered, seen.Headers["X-Correlation-Id"]);
    }

    [Fact]
    public async Task WithoutAny_OneIsMadeAndARefusalCarriesItToo()
    {
        var (answered, _) = await SendAsync();
        Assert.Matches("^[0-9a-f]{32}$", answered);
        using var client = shared.Host.NewClient();
        var refused = await client.GetAsync(new Uri("/api/v1/cases", UriKind.Relative));
        var id = Assert.Single(refused.Headers.GetValues("X-Correlation-Id"));
        Assert.Contains(id, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(string Answered, Seen Seen)> SendAsync(params (string Name, string Value)[] headers)
    {
        using var client = shared.Host.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/categories", UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await client.SendAsync(request);
        return (Assert.Single(answer.Headers.GetValues("X-Correlation-Id")), await answer.SeenAsync());
    }
}
