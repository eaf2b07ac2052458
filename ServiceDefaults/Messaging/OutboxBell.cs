using Microsoft.AspNetCore.Http;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Wakes this process's relay when a request or a batch of facts may have left rows in the outbox, so that an idle
/// relay need not look often. Whoever does not ring is found by the relay's own polling.
/// </summary>
internal sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _rung.WaitAsync(atMost, ct);

    /// <summary>Middleware.</summary>
    public async Task RingAfterAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            Ring();
        }
    }

    public void Dispose() => _rung.Dispose();
}
