using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace RiderPlatform.ServiceDefaults.Tests.Telemetry;

/// <summary>
/// A process with the defaults exports to a real listener; a stop flushes, so nothing here waits for an interval.
/// </summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const int Server = 2;
    private readonly OtlpCollector _collector = new();
    private readonly List<string> _correlations = [];

    public async Task InitializeAsync()
    {
        await _collector.StartAsync();
        await using var app = Build(_collector.Address);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Correlation-Id", "order-17");
        foreach (var path in (string[])["/things/7", "/things/8", "/broken", "/health", "/alive", "/absent"])
        {
            using var answer = await client.GetAsync(path);
            _correlations.AddRange(answer.Headers.GetValues("X-Correlation-Id"));
        }

        await app.StopAsync();
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public void Spans_AreNamedByRoute_AndTellStatusAndError()
    {
        var served = _collector.Spans.Where(s => s.Name == "GET /things/{id}").ToList();
        Assert.Equal(2, served.Count);
        Assert.All(served, s => Assert.Equal("200", s.Tags["http.response.status_code"]));
        Assert.All(served, s => Assert.Equal("/things/{id}", s.Tags["http.route"]));
        Assert.All(served, s => Assert.Equal("order-17", s.Tags["riderplatform.correlation_id"]));
        var broken = Assert.Single(_collector.Spans, s => s.Name == "GET /broken");
        Assert.Equal("500", broken.Tags["http.response.status_code"]);
        Assert.Equal(typeof(NotSupportedException).FullName, broken.Tags["error.type"]);
        // A stranger is not told which addresses exist.
        Assert.Equal(
            "401", Assert.Single(_collector.Spans, s =>
            s is { Name: "GET", Kind: Server }).Tags["http.response.status_code"]);
    }

    [Fact]
    public void Spans_OfHealthProbes_AreAbsent() =>
        Assert.DoesNotContain(_collector.Spans, s => s.Tags.GetValueOrDefault("url.path") is "/health" or "/alive");

    [Fact]
    public void Metrics_AndLogs_Arrive_UnderTheServicesName()
    {
        Assert.Contains("http.server.request.duration", _collector.Metrics);
        Assert.Contains("dotnet.gc.collections", _collector.Metrics);
        Assert.True(_collector.Logs > 0);
        Assert.Equal(["probe"], _collector.Services.Distinct());
    }

    [Fact]
    public void Answers_CarryTheCallersCorrelationId_ErrorsToo() =>
        Assert.Equal(Enumerable.Repeat("order-17", 6), _correlations);

    [Theory]
    [InlineData("two words")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("<script>")]
    public async Task CorrelationId_ThatCouldBreakALog_IsReplacedByTheTraceId(string given)
    {
        await using var app = Build(collector: null);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/1");
        request.Headers.TryAddWithoutValidation("X-Correlation-Id", given);
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", answer.Headers.GetValues("X-Correlation-Id").Single());
    }

    private static WebApplication Build(string? collector)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "probe",
        });
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/things/{id}", (string id) => id).AllowAnonymous();
        app.MapGet("/broken", string () => throw new NotSupportedException("as planned")).AllowAnonymous();
        return app;
    }
}
