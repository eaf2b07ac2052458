using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RiderPlatform.ServiceDefaults.Tests.Telemetry;

/// <summary>
/// A real OTLP/HTTP listener that keeps what it is sent; reads the few protobuf fields that the tests ask for.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = [];
    private readonly ConcurrentDictionary<string, bool> _metrics = [];
    private readonly ConcurrentQueue<string> _resources = [];
    private int _logs;

    public OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", TakeAsync);
    }

    /// <param name="Tags">Attribute name to text; numbers in decimal.</param>
    public sealed record Span(string Name, int Kind, IReadOnlyDictionary<string, string> Tags);

    public string Address => _app.Urls.Single();

    public IReadOnlyList<Span> Spans => [.. _spans];

    public IReadOnlyCollection<string> Metrics => [.. _metrics.Keys];

    public IReadOnlyList<string> Services => [.. _resources];

    public int Logs => _logs;

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        Take(signal, body.ToArray());
        return Results.Bytes([], "application/x-protobuf");
    }

    private void Take(string signal, byte[] body)
    {
        // Export…Request.resource_x = 1; ResourceX.resource = 1, .scope_x = 2; ScopeX.x = 2: the same for all three.
        foreach (var resource in Protobuf.Messages(body, 1))
        {
            Protobuf.Messages(resource, 1).SelectMany(r => Attributes(r, 1)).Where(a => a.Key == "service.name")
                .ToList().ForEach(a => _resources.Enqueue(a.Value));
            foreach (var item in Protobuf.Messages(resource, 2).SelectMany(scope => Protobuf.Messages(scope, 2)))
            {
                Keep(signal, item);
            }
        }
    }

    private void Keep(string signal, byte[] item)
    {
        switch (signal)
        {
            case "traces":
                var tags = Attributes(item, 9).ToDictionary(a => a.Key, a => a.Value);
                _spans.Enqueue(new Span(Protobuf.Text(item, 5), (int)Protobuf.Number(item, 6), tags));
                break;
            case "metrics":
                _metrics[Protobuf.Text(item, 1)] = true;
                break;
            case "logs":
                Interlocked.Increment(ref _logs);
                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int field) =>
        Protobuf.Messages(message, field).Select(pair =>
        {
            var value = Protobuf.Messages(pair, 2).First();
            var text = Protobuf.Messages(value, 1).Select(Encoding.UTF8.GetString).FirstOrDefault();
            return KeyValuePair.Create(Protobuf.Text(pair, 1), text ?? $"{Protobuf.Number(value, 3)}");
        });
}
