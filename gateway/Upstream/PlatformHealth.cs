using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RiderPlatform.Gateway.Upstream;

/// <summary>
/// The health of the whole: every address of every service asked at once, each with three seconds to answer,
/// remembered for a second, so that the address is harmless to leave open. A service of which some replicas answer is
/// Degraded.
/// </summary>
internal sealed class PlatformHealth(PublicServices services, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task<Report>? _latest;
    private long _askedAt;

    /// <summary>200 where all are Healthy or Degraded, else 503.</summary>
    public async Task<JsonHttpResult<Report>> AnswerAsync()
    {
        var report = await LatestAsync();
        return TypedResults.Json(report, statusCode: report.Status == Status.Unhealthy ? 503 : 200);
    }

    private Task<Report> LatestAsync()
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_askedAt) >= Fresh))
            {
                _askedAt = time.GetTimestamp();
                _latest = AskAllAsync();
            }

            return _latest;
        }
    }

    private async Task<Report> AskAllAsync()
    {
        var all = services.All;
        var answers = await Task.WhenAll(all.Select(AskAsync));
        var byName = all.Zip(answers).ToDictionary(x => x.First.Name, x => x.Second);
        return new Report(answers.Select(a => a.Status).DefaultIfEmpty(Status.Unhealthy).Max(), byName);
    }

    private async Task<ServiceReport> AskAsync(PublicService service)
    {
        if (service.Addresses.Count == 0)
        {
            return Unreachable;
        }

        var replicas = await Task.WhenAll(service.Addresses.Select(AskAsync));
        var worst = replicas.MaxBy(r => r.Status)!;
        var someAnswer = worst.Status == Status.Unhealthy && replicas.Any(r => r.Status != Status.Unhealthy);
        return someAnswer ? worst with { Status = Status.Degraded } : worst;
    }

    private async Task<ServiceReport> AskAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            using var answer = await services.GetAsync(address, "/health", limit.Token);
            return await answer.Content.ReadFromJsonAsync<ServiceReport>(Json, limit.Token) ?? Unreachable;
        }
        catch (Exception e) when (
            e is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            return Unreachable;
        }
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private static ServiceReport Unreachable =>
        new(Status.Unhealthy, new Dictionary<string, Status> { ["reachable"] = Status.Unhealthy });

    /// <summary>In the order of badness.</summary>
    public enum Status
    {
        Healthy,
        Degraded,
        Unhealthy,
    }

    public sealed record Report(Status Status, IReadOnlyDictionary<string, ServiceReport> Services);

    public sealed record ServiceReport(Status Status, IReadOnlyDictionary<string, Status>? Checks);
}
