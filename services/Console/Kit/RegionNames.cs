using System.Collections.Concurrent;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>Region code → name, asked once an hour for each: the code itself while nobody answers.</summary>
public sealed class RegionNames(TimeProvider time)
{
    private const int Limit = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (string Name, DateTimeOffset At)> _known = new();

    public async ValueTask<string> OfAsync(string code, PlatformApi api, Texts texts, CancellationToken ct)
    {
        if (code.Length == 0)
        {
            return texts["place.everywhere"];
        }

        var now = time.GetUtcNow();
        if (_known.TryGetValue(code, out var known) && known.At + Fresh > now)
        {
            return known.Name;
        }

        var answer = await api.GetAsync<Accounts.Region>($"/api/v1/regions/{code}", ct);
        if (answer.Value is not { } region)
        {
            return known.Name ?? code;
        }

        if (_known.Count >= Limit)
        {
            _known.Clear();
        }

        _known[code] = (region.Name, now);
        return region.Name;
    }
}
