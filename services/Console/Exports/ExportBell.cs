namespace RiderPlatform.Console.Exports;

/// <summary>Wakes this replica's worker at once; the other one finds the work by looking.</summary>
public sealed class ExportBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly Lock _lock = new();

    public void Ring()
    {
        lock (_lock)
        {
            if (_rung.CurrentCount == 0)
            {
                _rung.Release();
            }
        }
    }

    public void Dispose() => _rung.Dispose();

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct) => _rung.WaitAsync(longest, ct);
}

internal static class ExportsComposition
{
    public static void AddExports(this IServiceCollection services) => services.AddSingleton<ExportBell>()
        .AddScoped<ExportJobs>().AddScoped<ExportRun>().AddHostedService<ExportWorker>();
}
