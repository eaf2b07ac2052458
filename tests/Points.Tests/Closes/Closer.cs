using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Harness;
using RiderPlatform.Points.Closes;

namespace RiderPlatform.Points.Tests.Closes;

/// <summary>Closes days when a test says so, and reads what was published.</summary>
internal sealed class Closer(PointsFixture fixture)
{
    public const string Path = "/api/v1/points/closes";

    /// <summary>The next day that is open, whichever it is; answers how many days from today it was closed.</summary>
    public async Task<(int Days, string Day)> CloseAsync()
    {
        var before = await fixture.ScalarAsync<int>("select count(*)::int from day_close");
        var days = before == 0 ? 1 : await fixture.ScalarAsync<int>("""
            select max(day) - (now() at time zone 'Asia/Shanghai')::date + 2 from day_close
            """);
        await FinishedAsync();
        await Eventually.IsAsync(
            () => fixture.Services.GetRequiredService<CloseDays>()
                .CloseNextAsync(MorningIn(days), CancellationToken.None), done => done);
        return (days, (await ItemsAsync())[0].GetProperty("day").GetString()!);
    }

    /// <summary>Other databases of the cluster may have transactions open, older than the last transfer.</summary>
    public Task<bool> FinishedAsync() => Eventually.IsAsync(() => fixture.ScalarAsync<bool>("""
        select coalesce(max(tx), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint from transfer
        """), finished => finished);

    /// <summary>Ten minutes after midnight in China.</summary>
    public static DateTimeOffset MorningIn(int days) =>
        new(TimeProvider.System.GetUtcNow().AddHours(8).Date.AddDays(days).AddMinutes(10 - (8 * 60)), TimeSpan.Zero);

    public async Task<List<JsonElement>> ItemsAsync() => [.. (await fixture.Administrator
        .GetFromJsonAsync<JsonElement>($"{Path}?size=100")).GetProperty("items").EnumerateArray()];

    public Task<JsonElement> ItemAsync(string day) =>
        fixture.Administrator.GetFromJsonAsync<JsonElement>($"{Path}/{day}");

    public async Task<List<JsonElement>> EntriesAsync(Guid rider) => [.. (await fixture.Rider(rider)
        .GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries")).GetProperty("items").EnumerateArray()];
}
