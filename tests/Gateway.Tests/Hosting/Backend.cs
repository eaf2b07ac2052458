using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RiderPlatform.Gateway.Tests.Hosting;

/// <summary>What a service saw of one request.</summary>
public sealed record Seen(string Method, string Target, IReadOnlyDictionary<string, string> Headers, long BodyBytes);

/// <summary>
/// A tiny service on Kestrel: answers everything with what it saw, and keeps it, so that a test can say what did not
/// arrive.
/// </summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(string name, Uri? address)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Urls.Add(address?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0");
        _app.Run(AnswerAsync);
    }

    public string Name { get; }

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<Seen> Received { get; } = [];

    /// <summary>The body of <c>/health</c>, and its status.</summary>
    public (int Status, string Body) Health { get; set; } =
        (200, """{"status":"Healthy","checks":{"database":"Healthy"}}""");

    /// <summary>The body of <c>/openapi/v1.json</c>.</summary>
    public string Description { get; set; } = """{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{}}""";

    /// <summary>Replaces the ordinary answer where it returns true.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    public static async Task<Backend> StartAsync(string name, Uri? address = null)
    {
        var upstream = new Backend(name, address);
        await upstream._app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Path.Value)
        {
            case "/alive":
                return;
            case "/health":
                response.StatusCode = Health.Status;
                response.ContentType = "application/json";
                await response.WriteAsync(Health.Body);
                return;
            case "/openapi/v1.json" when request.Headers.UserAgent.Count == 0:
                response.ContentType = "application/json";
                await response.WriteAsync(Description);
                return;
        }

        var bytes = 0L;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; bytes += read)
        {
        }

        var seen = new Seen(request.Method, request.Path + request.QueryString.Value, request.Headers.ToDictionary(
            h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), bytes);
        Received.Enqueue(seen);
        if (!await Instead(context))
        {
            response.Headers["X-Served-By"] = Name;
            await response.WriteAsJsonAsync(seen);
        }
    }
}
