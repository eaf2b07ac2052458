using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Api;

public sealed class FiguresTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Figures_CountWhatWasPosted_PointsAsSpentOnceHandedOver()
    {
        var organisation = Guid.CreateVersion7();
        await fixture.FundAsync("510115", 100_000);
        var rider = await fixture.RiderWithAsync(90, "510115001");
        var reward = await fixture.RewardAsync(price: 30, region: "510115");
        await fixture.VoucherAsync(rider, reward);
        var code = await fixture.VoucherAsync(rider, reward);
        var station = await fixture.StationAsync(organisation, "510115001");
        await (await fixture.Keeper(organisation, "510115")
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }))
                .ReadAsync(HttpStatusCode.OK);

        var figures = await FiguresAsync("region=510115");
        Assert.Equal((3, 90, 30, 2, 1), Sums(figures));
        var days = figures.GetProperty("byDay").EnumerateArray().ToList();
        Assert.Equal((30, (3, 90, 30, 2, 1)), (days.Count, Sums(days[^1])));
        Assert.All(days.SkipLast(1), d => Assert.Equal((0, 0, 0, 0, 0), Sums(d)));
        Assert.Equal(Today.ToString("yyyy-MM-dd"), days[^1].GetProperty("date").GetString());
        Assert.Equal((0, 0, 0, 0, 0), Sums(await FiguresAsync("region=5111")));
        Assert.True(Sums(await FiguresAsync("region=5101")).Points >= 90);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Figures_OfBatchesAtOnceOverManyCounties_MissNone()
    {
        var replica = await fixture.StartReplicaAsync();
        // One county has a fund of its own: batches take from two.
        await fixture.FundAsync("510107", 1_000_000);
        var riders = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToArray();
        string[] counties = ["510104001", "510105001", "510106001", "510107001"];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(b => PointsFixture.ConsumeAsync(
            b % 2 == 0 ? fixture.Services : replica.Services,
            [.. Enumerable.Range(0, 10).Select(i =>
                PointsFixture.Closed(riders[(b * 10) + i], "Minor", counties[(b + (i * 3)) % 4]))])));
        const string Counted = "select sum(awards) from points_day";
        Assert.Equal(
            await fixture.ScalarAsync<long>("select count(*) from award_decision where points > 0"),
            await fixture.ScalarAsync<long>(Counted));
        Assert.True(await fixture.ScalarAsync<long>(Counted) >= 200);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Verification_SeesADayThatIsMiscounted()
    {
        await fixture.RiderWithAsync(30);
        const string Bend = "update points_day set awards = awards + {0}";
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(Bend, 1));
        var proof = await fixture.Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.Equal(
            (false, 1), (proof.GetProperty("holds").GetBoolean(), proof.GetProperty("miscounted").GetArrayLength()));
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(Bend, -1));
        await fixture.VerifyAsync();
    }

    /// <summary>A database with awards and vouchers gets its figures when it is migrated.</summary>
    [Fact]
    public async Task Migration_CountsWhatWasPostedBefore()
    {
        var rider = await fixture.RiderWithAsync(60);
        await fixture.VoucherAsync(rider, await fixture.RewardAsync());
        using var reader = new StreamReader(
            typeof(PointsDb).Assembly.GetManifestResourceStream("004_points_day.sql")!);
        var sql = "drop table points_day;" + await reader.ReadToEndAsync();
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(sql));
        Assert.True(await fixture.ScalarAsync<long>("select count(*) from points_day") > 0);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Figures_AreKeptForHalfAMinute_AndNotSentAgainToWhoHasThem()
    {
        var path = new Uri("/api/v1/points/figures?region=53", UriKind.Relative);
        using var first = await fixture.NewClient().GetAsync(path);
        Assert.Equal("public, max-age=30", first.Headers.CacheControl?.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await fixture.NewClient().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("region=510104001")]
    [InlineData("region=5a")]
    [InlineData("from=2026-02-01&to=2026-01-31")]
    [InlineData("from=2025-01-01&to=2026-01-31")]
    [InlineData("from=0001-01-01&to=0001-01-02")]
    [InlineData("from=soon")]
    public async Task Figures_OfABadQuestion_AreRefused(string query)
    {
        using var answer =
            await fixture.NewClient().GetAsync(new Uri($"/api/v1/points/figures?{query}", UriKind.Relative));
        await answer.ReadAsync(HttpStatusCode.BadRequest);
    }

    private static DateOnly Today =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static (long Awards, long Points, long Spent, long Issued, long Redeemed) Sums(JsonElement f) =>
        (f.GetProperty("awards").GetInt64(), f.GetProperty("pointsAwarded").GetInt64(),
            f.GetProperty("pointsSpent").GetInt64(), f.GetProperty("vouchersIssued").GetInt64(),
            f.GetProperty("vouchersRedeemed").GetInt64());

    private Task<JsonElement> FiguresAsync(string query) =>
        fixture.NewClient().GetFromJsonAsync<JsonElement>($"/api/v1/points/figures?{query}");
}
