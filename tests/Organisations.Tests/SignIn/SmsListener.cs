using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RiderPlatform.Organisations.Tests.SignIn;

/// <summary>A provider of texts on this machine: keeps what it is sent, and answers as it is told.</summary>
internal sealed class SmsListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    public SmsListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/texts", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers.ToDictionary(
                h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            Received.Enqueue(new Request(headers, await reader.ReadToEndAsync()));
            return await Answer(Received.Count);
        });
        _app.StartAsync().GetAwaiter().GetResult();
    }

    public ConcurrentQueue<Request> Received { get; } = [];

    /// <summary>By the number of the request, from 1.</summary>
    public Func<int, Task<IResult>> Answer { get; set; } = _ => Task.FromResult(Results.NoContent());

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.Single() + "/texts";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Request(Dictionary<string, string> Headers, string Body);
}
