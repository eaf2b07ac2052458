using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Boards;

public sealed class LeaderboardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.FromHours(8));
    private const string March = "&from=2026-03-01&to=2026-03-31";

    private readonly BoardDesk _desk = new(fixture);

    /// <summary>As the service itself posts: awards count, spending does not, a clawback undoes its award.</summary>
    [Fact]
    public async Task Board_CountsWhatWasEarned_WhateverWasSpent()
    {
        await fixture.FundAsync(_desk.Region, 1_000_000);
        var (saver, spender) = (await fixture.RiderWithAsync(60, _desk.Street), await EarnAsync(90));
        await fixture.VoucherAsync(spender, await fixture.RewardAsync(price: 80));
        Assert.Equal([BoardDesk.Row(1, spender, 90), BoardDesk.Row(2, saver, 60)], await RowsAsync());

        var award = await fixture.ScalarAsync<string>(
            "select min(transfer_id::text) from award_decision where rider_id = $1", spender);
        var asked = await (await _desk.Staff().PostAsync(
            $"/api/v1/points/riders/{spender}/clawbacks", new { awardId = award, reason = "虚报", source = "核查" }))
            .ReadAsync(HttpStatusCode.Created);
        Assert.Equal([BoardDesk.Row(1, spender, 90), BoardDesk.Row(2, saver, 60)], await RowsAsync());
        var before = await fixture.ScalarAsync<DateTime>("select clock_timestamp()");
        await (await _desk.Staff().PostAsync(
            $"/api/v1/points/proposals/{asked.GetProperty("id").GetGuid()}/decision", new { approve = true }))
            .ReadAsync(HttpStatusCode.OK);

        // Only 10 of the 30 were still there to take: the rest is a debt, and counts no less.
        Assert.Equal([BoardDesk.Row(1, saver, 60), BoardDesk.Row(1, spender, 60)], await RowsAsync());
        Assert.Equal(
            [BoardDesk.Row(1, spender, 90), BoardDesk.Row(2, saver, 60)],
            await RowsAsync($"&asOf={BoardDesk.Text(before)}"));

        async Task<List<(int, string, long)>> RowsAsync(string query = "") =>
            BoardDesk.RowsOf(await _desk.BoardAsync(_desk.Staff(), query));
    }

    [Fact]
    public async Task Ties_ShareAPlace_AndTheNextCountsThemAll()
    {
        Guid[] riders = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())
            .OrderBy(r => r.ToString(), StringComparer.Ordinal)];
        await _desk.AwardAsync(riders[0], 30, Noon.AddHours(2));
        await _desk.AwardAsync(riders[1], 10, Noon);
        await _desk.AwardAsync(riders[1], 20, Noon.AddHours(1));
        await _desk.AwardAsync(riders[2], 20, Noon);
        // Reached together: by id.
        await _desk.AwardAsync(riders[4], 30, Noon.AddHours(2));
        // Nothing earned, or all of it taken back: no place.
        await _desk.AwardAsync(riders[3], 0, Noon);
        var lost = Guid.CreateVersion7();
        await _desk.TakeBackAsync(lost, await _desk.AwardAsync(lost, 50, Noon), 50, Noon.AddDays(1));

        var board = await _desk.BoardAsync(_desk.Staff(), March);
        Assert.Equal(
            [BoardDesk.Row(1, riders[1], 30), BoardDesk.Row(1, riders[0], 30), BoardDesk.Row(1, riders[4], 30),
                BoardDesk.Row(4, riders[2], 20)], BoardDesk.RowsOf(board));
        Assert.Equal(riders[1], board.GetProperty("rows").GetProperty("items")[0].GetProperty("riderId").GetGuid());
    }

    [Fact]
    public async Task Period_IsOfDaysInChina_OnWhichTheLedgerPosted()
    {
        var rider = Guid.CreateVersion7();
        var first = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8));
        await _desk.AwardAsync(rider, 1, first.AddMicroseconds(-1));
        var award = await _desk.AwardAsync(rider, 2, first);
        await _desk.AwardAsync(rider, 4, first.AddMonths(1).AddMicroseconds(-1));
        await _desk.AwardAsync(rider, 8, first.AddMonths(1));
        await _desk.AwardAsync(rider, 16, Noon, region: "999999001");
        await _desk.TakeBackAsync(rider, award, 2, first.AddMonths(1));
        Assert.Equal([BoardDesk.Row(1, rider, 6)], BoardDesk.RowsOf(await _desk.BoardAsync(_desk.Staff(), March)));
        Assert.Equal(
            [BoardDesk.Row(1, rider, 6)],
            BoardDesk.RowsOf(await _desk.BoardAsync(_desk.Staff(), "&from=2026-04-01&to=2026-04-30")));
    }

    [Fact]
    public async Task OptOut_ClosesThePlacesUp_FromThenOn_AndIsTakenBack()
    {
        Guid[] riders = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];
        for (var i = 0; i < riders.Length; i++)
        {
            await _desk.AwardAsync(riders[i], 30 - (i * 10), Noon);
        }

        var me = _desk.Rider(riders[1]);
        var before = await fixture.ScalarAsync<DateTime>("select clock_timestamp()");
        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            me.PutAsJsonAsync("/api/v1/points/my/leaderboard", new { shown = false })));
        Assert.All(said, s => Assert.Equal(HttpStatusCode.OK, s.StatusCode));
        Assert.Equal(1, await fixture.ScalarAsync<int>(
            "select count(*)::int from board_showing where rider_id = $1", riders[1]));

        var board = await _desk.BoardAsync(me, March);
        Assert.Equal([BoardDesk.Row(1, riders[0], 30), BoardDesk.Row(2, riders[2], 10)], BoardDesk.RowsOf(board));
        var mine = board.GetProperty("mine");
        Assert.Equal((JsonValueKind.Null, 20, false), (
            mine.GetProperty("place").ValueKind, mine.GetProperty("points").GetInt64(),
            mine.GetProperty("shown").GetBoolean()));
        Assert.Equal(3, BoardDesk.RowsOf(await _desk.BoardAsync(
            _desk.Staff(), $"{March}&asOf={BoardDesk.Text(before)}")).Count);

        await (await me.PutAsJsonAsync("/api/v1/points/my/leaderboard", new { shown = true }))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal(2, (await _desk.BoardAsync(me, March)).GetProperty("mine").GetProperty("place").GetInt32());
        Assert.Equal("Invalid", await (await me.PutAsJsonAsync("/api/v1/points/my/leaderboard", new { }))
            .RefusalAsync(HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.Forbidden, (await _desk.Staff().PutAsJsonAsync(
            "/api/v1/points/my/leaderboard", new { shown = true })).StatusCode);
        Assert.True((await me.GetFromJsonAsync<JsonElement>("/api/v1/points/my/leaderboard"))
            .GetProperty("shown").GetBoolean());
    }

    [Fact]
    public async Task Rider_FindsTheirOwnPlace_BeyondThePage_AndNobodysName()
    {
        Guid[] riders = [.. Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7())];
        for (var i = 0; i < riders.Length; i++)
        {
            await _desk.AwardAsync(riders[i], 100 - i, Noon);
        }

        var board = await _desk.BoardAsync(_desk.Rider(riders[25]), $"{March}&size=10");
        Assert.Equal(10, BoardDesk.RowsOf(board).Count);
        Assert.Equal(30, board.GetProperty("rows").GetProperty("total").GetInt32());
        Assert.Equal(26, board.GetProperty("mine").GetProperty("place").GetInt32());
        Assert.DoesNotContain(riders[0].ToString(), board.ToString(), StringComparison.Ordinal);
        var third = await _desk.BoardAsync(_desk.Rider(riders[25]), $"{March}&size=10&page=3");
        Assert.True(third.GetProperty("rows").GetProperty("items")[5].GetProperty("mine").GetBoolean());
        Assert.Empty(BoardDesk.RowsOf(await _desk.BoardAsync(_desk.Staff(), $"{March}&page=1000000&size=200")));
        // Who has earned nothing has no place, and is told so.
        var nobody = (await _desk.BoardAsync(_desk.Rider(Guid.CreateVersion7()), March)).GetProperty("mine");
        Assert.Equal(JsonValueKind.Null, nobody.GetProperty("place").ValueKind);
    }

    [Fact]
    public async Task Board_OfAnotherRegion_IsAbsent_AndBadQuestionsAreRefused()
    {
        async Task<HttpStatusCode> StatusAsync(HttpClient client, string query) => (await client.GetAsync(
            new Uri($"/api/v1/points/leaderboard?{query}", UriKind.Relative))).StatusCode;

        var rider = fixture.Rider(Guid.CreateVersion7(), "510104");
        foreach (var region in new[] { "510104", "510104020", "5101" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(rider, $"region={region}"));
        }

        foreach (var region in new[] { "510105", "5111", "51", "" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(rider, $"region={region}"));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(rider, ""));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_desk.Staff("510104"), "region=5101"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(
            fixture.ClientFor(null, new Grant(Roles.Keeper, "5101", null)), "region=5101"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(fixture.NewClient(), "region=5101"));
        foreach (var bad in new[]
        {
            "region=51010", "region=x", "from=2026-03-02&to=2026-03-01", "from=2024-01-01&to=2026-01-01",
            "from=0001-01-01&to=0001-01-02", "to=9999-12-31", "asOf=2199-01-01T00:00:00Z", "asOf=x", "from=x",
            "asOf=9999-12-31T23:59:59Z",
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(fixture.Administrator, bad));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(
            fixture.Administrator, "asOf=0001-01-01T00:00:00Z&from=2026-01-01&to=2026-01-02"));
    }

    /// <summary>A posting that is under way keeps the boards at the instant before it.</summary>
    [Fact]
    public async Task Board_IsNeverOfAnInstant_ThatSomethingMayStillBePostedBefore()
    {
        await using var posting = new NpgsqlConnection(fixture.Database);
        await posting.OpenAsync();
        await using var transaction = await posting.BeginTransactionAsync();
        var rider = Guid.CreateVersion7();
        await _desk.ExecuteAsync(posting, "select 1");
        var at = TimeProvider.System.GetUtcNow();
        await _desk.AwardAsync(rider, 10, at, within: posting);

        var before = await _desk.BoardAsync(_desk.Staff());
        Assert.Empty(BoardDesk.RowsOf(before));
        Assert.True(before.GetProperty("asOf").GetDateTimeOffset() < at);
        var refused = await _desk.Staff().GetAsync(_desk.PathOf($"&asOf={BoardDesk.Text(at)}"));
        Assert.Contains("asOf", (await refused.ReadAsync(HttpStatusCode.BadRequest)).ToString(),
            StringComparison.Ordinal);
        await transaction.CommitAsync();
        Assert.Equal([BoardDesk.Row(1, rider, 10)], BoardDesk.RowsOf(await _desk.BoardAsync(_desk.Staff())));
    }

    private async Task<Guid> EarnAsync(int points)
    {
        var rider = await fixture.RiderWithAsync(points, _desk.Street);
        await fixture.WithAsync<PointsDb, int>(db => db.Riders.Where(r => r.Id == rider)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.RegionCode, _desk.Region)));
        return rider;
    }
}
