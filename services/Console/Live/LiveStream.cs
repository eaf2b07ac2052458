using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Features;
using RiderPlatform.Console.Sessions;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Live;

/// <summary>
/// <c>GET /console/live</c>: server-sent events. <c>change</c> names a case that the visitor may see and that has
/// changed; <c>look</c> says that something may have been missed. A line every ten seconds keeps the way open, and lets
/// the page notice when it no longer does.
/// </summary>
internal static class LiveStream
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly byte[] BeatLine = "event: beat\ndata: \n\n"u8.ToArray();
    private static readonly string[] Readers =
        [Roles.Dispatcher, Roles.Handler, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static IServiceCollection AddLive(this IServiceCollection services) =>
        services.AddSingleton<LiveHub>().AddHostedService<LiveFeed>();

    /// <param name="region">Only what lies there.</param>
    /// <param name="since">The mark of the page: <see cref="LiveHub.LastId"/> before it was read.</param>
    /// <param name="cases">A rider's own cases that the page shows; facts do not say whose they are.</param>
    public static async Task HandleAsync(
        HttpContext http, LiveHub hub, Visitor visitor, TimeProvider time, IHostApplicationLifetime lifetime,
        string? region, string? since, Guid[]? cases)
    {
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        var stream = hub.Open(http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? since);
        try
        {
            var scope = visitor.Person!.Scope;
            var wanted = new Wanted(scope, region ?? "", [.. (cases ?? []).Take(100)]);
            await WriteAsync(response, stream.Missed is null ? $"id: {hub.LastId}\nevent: look\ndata: \n\n"
                : $"id: {hub.LastId}\nretry: 2000\nevent: open\ndata: \n\n", end.Token);
            foreach (var fact in stream.Missed ?? [])
            {
                await PassAsync(response, hub, wanted, fact, end.Token);
            }

            await PumpAsync(response, hub, stream.Reader, wanted, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            hub.Close(stream);
        }
    }

    private static async Task PumpAsync(
        HttpResponse response, LiveHub hub, ChannelReader<LiveFact> facts, Wanted wanted, TimeProvider time,
        CancellationToken ct)
    {
        using var beat = new PeriodicTimer(Beat, time);
        var (more, tick) = (facts.WaitToReadAsync(ct).AsTask(), beat.WaitForNextTickAsync(ct).AsTask());
        while (true)
        {
            await Task.WhenAny(more, tick);
            if (tick.IsCompleted)
            {
                await response.Body.WriteAsync(BeatLine, ct);
                await response.Body.FlushAsync(ct);
                tick = beat.WaitForNextTickAsync(ct).AsTask();
            }

            if (!more.IsCompleted)
            {
                continue;
            }

            if (!await more)
            {
                return;
            }

            while (facts.TryRead(out var fact))
            {
                await PassAsync(response, hub, wanted, fact, ct);
            }

            more = facts.WaitToReadAsync(ct).AsTask();
        }
    }

    private static Task PassAsync(
        HttpResponse response, LiveHub hub, Wanted wanted, LiveFact fact, CancellationToken ct) =>
        fact.IsLook ? WriteAsync(response, $"id: {hub.IdOf(fact.Number)}\nevent: look\ndata: \n\n", ct)
            : wanted.Takes(fact)
            ? WriteAsync(response, $"id: {hub.IdOf(fact.Number)}\nevent: change\n"
                + $"data: {{\"case\":\"{fact.CaseId}\",\"kind\":\"{fact.Kind}\"}}\n\n", ct)
            : Task.CompletedTask;

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken ct)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await response.Body.FlushAsync(ct);
    }

    /// <summary>
    /// What a page of this visitor is told. A return takes the case from its unit, which must hear of it all the same:
    /// facts name the unit that acted.
    /// </summary>
    private sealed record Wanted(Scope Scope, string Region, HashSet<Guid> Own)
    {
        private readonly IReadOnlyList<Grant> _grants = [.. Scope.Of(Readers)];

        public bool Takes(LiveFact fact) => Own.Contains(fact.CaseId)
            || (Scope.RiderId is { } rider && fact.Rider == rider)
            || (fact.Region.StartsWith(Region, StringComparison.Ordinal) && _grants.Any(g => Covers(g, fact)));

        /// <summary>As the scope has it; but a fact that names no unit is told to every unit of the place.</summary>
        private static bool Covers(Grant grant, LiveFact fact) =>
            fact.Region.StartsWith(grant.Region, StringComparison.Ordinal)
                && (grant.Organisation is null || fact.Unit is null || grant.Organisation == fact.Unit);
    }
}
