using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace RiderPlatform.Points.Tests.Boards;

public sealed class FrozenBoardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset AsOf = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly BoardDesk _desk = new(fixture);

    /// <summary>The file as the documentation says it, made by the test; its hash is the list's.</summary>
    [Fact]
    public async Task File_IsTheDocumentedText_WhoseHashAnybodyFinds()
    {
        Guid[] riders = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];
        await _desk.AwardAsync(riders[0], 10, Noon);
        await _desk.AwardAsync(riders[1], 30, Noon.AddMicroseconds(120_345));
        await _desk.AwardAsync(riders[2], 10, Noon.AddHours(-1));
        var board = await (await FreezeAsync("“骑手”3 月\"红\"榜")).ReadAsync(HttpStatusCode.Created);

        var text = "\uFEFFtitle,region,from,to,asOf\r\n"
            + $"\"“骑手”3 月\"\"红\"\"榜\",{_desk.Region},2026-03-01,2026-03-31,2026-03-31T16:00:00.000000Z\r\n"
            + "place,rider,points,reachedAt\r\n"
            + $"1,{Code(riders[1])},30,2026-03-10T04:00:00.120345Z\r\n"
            + $"2,{Code(riders[2])},10,2026-03-10T03:00:00.000000Z\r\n"
            + $"2,{Code(riders[0])},10,2026-03-10T04:00:00.000000Z\r\n";
        var rider = _desk.Rider(riders[0]);
        var file = await rider.GetAsync(PathOf(board, "/file.csv"));
        Assert.Equal(text, Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(await file.Content.ReadAsByteArrayAsync()));
        Assert.Equal(hash, board.GetProperty("sha256").GetString());

        var whole = await (await rider.GetAsync(PathOf(board, "?size=2&page=2"))).ReadAsync(HttpStatusCode.OK);
        var line = Assert.Single(whole.GetProperty("rows").GetProperty("items").EnumerateArray());
        Assert.Equal((2, 10, true, JsonValueKind.Null), (
            line.GetProperty("place").GetInt32(), line.GetProperty("points").GetInt64(),
            line.GetProperty("mine").GetBoolean(), line.GetProperty("riderId").ValueKind));
        var staffs = await (await _desk.Staff().GetAsync(PathOf(board, ""))).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(
            [riders[1], riders[2], riders[0]], staffs.GetProperty("rows").GetProperty("items").EnumerateArray()
                .Select(r => r.GetProperty("riderId").GetGuid()));
    }

    [Fact]
    public async Task List_StandsAsItWasFrozen_UntilTheLedgerSaysOtherwise()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _desk.AwardAsync(one, 10, Noon);
        await _desk.AwardAsync(two, 20, Noon);
        var board = await (await FreezeAsync("红骑手")).ReadAsync(HttpStatusCode.Created);
        // Later awards, and who leaves the boards later, change nothing of it.
        await _desk.AwardAsync(one, 100, AsOf.AddMicroseconds(1));
        await _desk.ShowAsync(two, false, AsOf.AddMicroseconds(1));
        var proof = await (await _desk.Rider(one).GetAsync(PathOf(board, "/verification")))
            .ReadAsync(HttpStatusCode.OK);
        Assert.True(proof.GetProperty("asFrozen").GetBoolean(), proof.ToString());

        // Somebody writes into the past.
        await _desk.AwardAsync(one, 5, Noon.AddHours(1));
        proof = await (await _desk.Rider(one).GetAsync(PathOf(board, "/verification"))).ReadAsync(HttpStatusCode.OK);
        Assert.False(proof.GetProperty("asFrozen").GetBoolean());
        var difference = proof.GetProperty("difference");
        Assert.Equal(
            (5, $"2,{Code(one)},10,2026-03-10T04:00:00.000000Z", $"2,{Code(one)},15,2026-03-10T05:00:00.000000Z"),
            (difference.GetProperty("line").GetInt32(), difference.GetProperty("frozen").GetString(),
                difference.GetProperty("now").GetString()));

        foreach (var sql in new[] { "update frozen_board set title = 'x'", "delete from frozen_board",
            "truncate frozen_board", "update board_showing set shown = true" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => _desk.ExecuteAsync(null, sql));
            Assert.Equal("23000", refused.SqlState);
        }
    }

    [Fact]
    public async Task Freezing_AtOnceOnTwoReplicas_KeepsOneList()
    {
        await _desk.AwardAsync(Guid.CreateVersion7(), 10, Noon);
        var replica = await fixture.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            FreezeAsync("红骑手", i % 2 == 0 ? null : replica.Address)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var ids = await Task.WhenAll(answers.Select(async a =>
            JsonSerializer.Deserialize<JsonElement>(await a.Content.ReadAsStringAsync()).GetProperty("id").GetGuid()));
        Assert.Single(ids.Distinct());
        Assert.All(answers, a => Assert.True(a.IsSuccessStatusCode, $"{a.StatusCode}"));

        var other = await FreezeAsync("蓝骑手");
        Assert.Equal("AlreadyFrozen", await other.RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Lists_AreForTheRegion_AndStaffAloneFreeze()
    {
        var board = await (await FreezeAsync("红骑手")).ReadAsync(HttpStatusCode.Created);
        var stranger = fixture.Rider(Guid.CreateVersion7(), "5111");
        foreach (var path in new[] { "", "/file.csv", "/verification" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(PathOf(board, path))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound,
                (await _desk.Staff("5111").GetAsync(PathOf(board, path))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _desk.Staff(_desk.Region[..4]).GetAsync(
                PathOf(board, path))).StatusCode);
            // A rider of a street sees the county's.
            Assert.Equal(HttpStatusCode.OK, (await fixture.Rider(Guid.CreateVersion7(), _desk.Street).GetAsync(
                PathOf(board, path))).StatusCode);
        }

        Assert.Equal(1, await CountAsync(_desk.Rider(Guid.CreateVersion7())));
        Assert.Equal(0, await CountAsync(stranger));
        var body = Body("红骑手 2");
        Assert.Equal(HttpStatusCode.Forbidden,
            (await _desk.Rider(Guid.CreateVersion7()).PostAsync("/api/v1/points/boards", body)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await _desk.Staff("5111").PostAsync("/api/v1/points/boards", body)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await _desk.Staff(_desk.Street).PostAsync("/api/v1/points/boards", body)).StatusCode);
        foreach (var title in new[] { "", "   ", "=cmd", "a\r\nb", new string('长', 101) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await FreezeAsync(title)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Staff().PostAsync(
            "/api/v1/points/boards", Body("红骑手", AsOf.AddYears(90)))).StatusCode);

        async Task<int> CountAsync(HttpClient client) => (await (await client.GetAsync(
            new Uri($"/api/v1/points/boards?region={_desk.Region}", UriKind.Relative))).ReadAsync(HttpStatusCode.OK))
            .GetProperty("total").GetInt32();
    }

    private object Body(string title, DateTimeOffset? asOf = null) => new
    {
        title, regionCode = _desk.Region, from = "2026-03-01", to = "2026-03-31", asOf = asOf ?? AsOf,
    };

    private async Task<HttpResponseMessage> FreezeAsync(string title, Uri? at = null)
    {
        using var client = new HttpClient { BaseAddress = at ?? fixture.Address };
        using var staff = _desk.Staff();
        client.DefaultRequestHeaders.Authorization = staff.DefaultRequestHeaders.Authorization;
        var answer = await client.PostAsync("/api/v1/points/boards", Body(title));
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }

    private static Uri PathOf(JsonElement board, string path) =>
        new($"/api/v1/points/boards/{board.GetProperty("id").GetGuid()}{path}", UriKind.Relative);

    /// <summary>As documented: the first six bytes of the SHA-256 of the id's sixteen.</summary>
    private static string Code(Guid rider) => Convert.ToHexStringLower(SHA256.HashData(
        Convert.FromHexString(rider.ToString("N", CultureInfo.InvariantCulture))))[..12];
}
