using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Api;

public sealed class RuleTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Change_MakesANewVersionAndKeepsTheOld()
    {
        var answer = await fixture.Administrator.PostAsync("/api/v1/points/rules", Rule(Later));
        Assert.Equal(2, (await answer.ReadAsync(HttpStatusCode.Created)).GetProperty("version").GetInt32());
        var rules = await fixture.Rider(Guid.CreateVersion7()).GetFromJsonAsync<JsonElement>("/api/v1/points/rules");
        Assert.Equal([2, 1], rules.EnumerateArray().Select(r => r.GetProperty("version").GetInt32()));

        await using var replica = await fixture.StartReplicaAsync();
        var book = await replica.Services.GetRequiredService<AwardRules>().CurrentAsync(CancellationToken.None);
        Assert.Equal(60, book.Claim(Guid.CreateVersion7(), "Major", Later)!.Points);
        Assert.Equal(30, book.Claim(Guid.CreateVersion7(), "Major", Later.AddSeconds(-1))!.Points);
    }

    [Fact]
    public async Task Change_WithoutNotice_IsRefused()
    {
        var answer =
            await fixture.Administrator.PostAsync("/api/v1/points/rules", Rule(Later.AddDays(-1)) with { Major = 0 });
        var errors = (await answer.ReadAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["effectiveFrom", "major"], errors.EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Change_ByARider_IsForbidden() => Assert.Equal(
        HttpStatusCode.Forbidden,
            (await fixture.Rider(Guid.CreateVersion7()).PostAsync("/api/v1/points/rules", Rule(Later))).StatusCode);

    [Fact]
    public Task Model_HasNoPendingChanges() => fixture.WithAsync<PointsDb, int>(db =>
    {
        Assert.False(db.Database.HasPendingModelChanges());
        return Task.FromResult(0);
    });

    private static RuleRequest Rule(DateTimeOffset from) => new(from, 10, 20, 60, 200);

    private sealed record RuleRequest(
        DateTimeOffset EffectiveFrom, long Minor, long Ordinary, long Major, long DailyCap);
}
