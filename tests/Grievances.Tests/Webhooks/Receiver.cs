using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>A unit's system on this machine: keeps what it is sent, and answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _now;
    private int _most;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/hook", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers.ToDictionary(
                h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var message = new Message(headers, await body.ReadToEndAsync());
            Received.Enqueue(message);
            _most = Math.Max(_most, Interlocked.Increment(ref _now));
            try
            {
                return await Answer(message);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        });
    }

    public ConcurrentQueue<Message> Received { get; } = [];

    public Func<Message, Task<IResult>> Answer { get; set; } = _ => Task.FromResult(Results.NoContent());

    /// <summary>So many calls were answered at once.</summary>
    public int MostAtOnce => _most;

    public string Url => $"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.Single()}/hook";

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public IReadOnlyList<Message> Of(Guid caseId) => [.. Received.Where(m => m.CaseId == caseId)];

    public Task<IReadOnlyList<Message>> HasAsync(Guid caseId, int count) => Eventually.IsAsync(
        () => Task.FromResult(Of(caseId)), seen => seen.Count >= count);

    public void Says(int status, Action<HttpResponse>? more = null) => Answer = _ =>
        Task.FromResult<IResult>(new Saying(status, more));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Saying(int status, Action<HttpResponse>? more) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            more?.Invoke(httpContext.Response);
            return Task.CompletedTask;
        }
    }
}

public sealed record Message(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement.Clone();

    public string Type => Json.Text("type")!;

    public Guid? CaseId => Json.GetProperty("data").TryGetProperty("caseId", out var id) ? id.GetGuid() : null;

    public int Version => Json.GetProperty("data").Number("version");
}
