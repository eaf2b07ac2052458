using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

public sealed class StatementTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Statement_AnswersWhy_AtAnyMoment_ToTheRiderAndTheirStaff()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync([.. Enumerable.Range(0, 5).Select(_ => PointsFixture.Closed(rider, "Major"))]);
        var before = await fixture.ScalarAsync<DateTime>("select clock_timestamp()");
        await fixture.VoucherAsync(rider, PointsFixture.Meal);
        var client = fixture.Rider(rider);

        var lines = (await client.GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries"))
            .GetProperty("items").EnumerateArray().ToList();
        var capped = lines.Single(l => l.GetProperty("kind").GetString() == "Capped");
        Assert.Equal((30, 10, 1, "solved-case"), (
            capped.GetProperty("asked").GetInt64(), capped.GetProperty("given").GetInt64(),
            capped.GetProperty("ruleVersion").GetInt32(), capped.GetProperty("rule").GetString()));
        Assert.Equal((100, 0), await AtAsync(client, "/api/v1/points/me", before));
        Assert.Equal((0, 0), await AtAsync(client, "/api/v1/points/me", before.AddYears(-1)));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(
            new Uri($"/api/v1/points/me?at={before.AddYears(9):O}", UriKind.Relative))).StatusCode);

        await fixture.WithAsync<PointsDb, int>(db =>
            db.Riders.Where(r => r.Id == rider).ExecuteUpdateAsync(s => s.SetProperty(r => r.RegionCode, "510104")));
        var secretary = fixture.ClientFor(null, new Grant(Roles.Secretary, "510104", null));
        Assert.Equal((100, 0), await AtAsync(secretary, $"/api/v1/points/riders/{rider}", before));
        var theirs = await secretary.GetFromJsonAsync<JsonElement>($"/api/v1/points/riders/{rider}/entries");
        Assert.Equal(lines.Count, theirs.GetProperty("total").GetInt32());
        var stranger = fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null));
        foreach (var path in new[] { "", "/entries", "/entries.csv" })
        {
            var uri = new Uri($"/api/v1/points/riders/{rider}{path}", UriKind.Relative);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(uri)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(uri)).StatusCode);
        }
    }

    [Fact]
    public async Task Statement_OfAPeriod_KeepsTheRunningBalance_AlsoAsAFile()
    {
        var rider = await fixture.RiderWithAsync(60);
        await fixture.VoucherAsync(rider, PointsFixture.Meal);
        var client = fixture.Rider(rider);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        async Task<JsonElement> OfAsync(string query) =>
            await client.GetFromJsonAsync<JsonElement>($"/api/v1/points/me/entries?{query}");

        Assert.Equal(0, (await OfAsync($"to={today.AddDays(-1):O}")).GetProperty("total").GetInt32());
        var newest = (await OfAsync($"from={today:O}&to={today:O}&size=1")).GetProperty("items")[0];
        Assert.Equal(30, newest.GetProperty("balance").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(
            new Uri($"/api/v1/points/me/entries.csv?from={today:O}&to={today.AddDays(-1):O}", UriKind.Relative)))
            .StatusCode);

        var file = await client.GetAsync(new Uri($"/api/v1/points/me/entries.csv?from={today:O}", UriKind.Relative));
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        var rows = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.Contains("\"兑换“人民食堂餐券”，冻结 30 积分，待领取\"", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",-30,30,30,,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",30,0,30,30,solved-case v1", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deposit_IsReversedOnce_ByATransferThatNamesIt()
    {
        var fund = await fixture.FundAsync("520110", 0);
        var deposit = new { id = Guid.CreateVersion7(), amountFen = 5_000 };
        await fixture.Administrator.PostAsync($"/api/v1/funds/{fund}/deposits", deposit);
        var path = $"/api/v1/funds/{fund}/deposits/{deposit.id}/reversal";
        var asked = new { id = Guid.CreateVersion7(), reason = "金额录错" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i =>
                fixture.Administrator.PostAsync(path, i % 2 == 0 ? asked : asked with { id = Guid.CreateVersion7() })));
        var done = answers.Where(a => a.StatusCode == HttpStatusCode.OK).ToList();
        Assert.InRange(done.Count, 1, 4);
        Assert.All(answers.Except(done), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        Assert.Equal((0, 0, 0), await fixture.AmountsAsync(fund));
        Assert.Equal("AlreadyReversed", await (await fixture.Administrator.PostAsync(
            path, new { id = Guid.CreateVersion7(), reason = "再冲一次" })).RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(1, await fixture.ScalarAsync<int>(
            "select count(*)::int from transfer where kind = 'Reversal' and reference = $1", deposit.id));

        var used = new { id = Guid.CreateVersion7(), amountFen = 100 };
        await fixture.Administrator.PostAsync($"/api/v1/funds/{fund}/deposits", used);
        await fixture.ConsumeAsync(PointsFixture.Closed(Guid.CreateVersion7(), "Ordinary", "520110"));
        Assert.Equal("FundNoLongerHasIt", await (await fixture.Administrator.PostAsync(
            $"/api/v1/funds/{fund}/deposits/{used.id}/reversal", asked with { id = Guid.CreateVersion7() }))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Administrator.PostAsync(
            $"/api/v1/funds/{fund}/deposits/{asked.id}/reversal", asked)).StatusCode);
        await fixture.VerifyAsync();
    }

    /// <summary>As a bank has it: what was refused under a key stays refused, and is refused once.</summary>
    [Fact]
    public async Task Refusal_UnderAKey_IsAnsweredAgain_WhateverHappenedSince()
    {
        var rider = await fixture.RiderWithAsync(30);
        var client = fixture.Rider(rider);
        var dear = $"/api/v1/rewards/{await fixture.RewardAsync(price: 40)}/redemptions";
        var first = await client.PostAsync(dear, null, "key-1");
        Assert.Equal("InsufficientPoints", await first.RefusalAsync(HttpStatusCode.Conflict));
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major"));

        var again = await client.PostAsync(dear, null, "key-1");
        Assert.Equal("InsufficientPoints", await again.RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal("application/problem+json", again.Content.Headers.ContentType!.MediaType);
        Assert.Equal("IdempotencyKeyReused", await (await client.PostAsync(
            $"/api/v1/rewards/{await fixture.RewardAsync()}/redemptions", null, "key-1"))
            .RefusalAsync(HttpStatusCode.Conflict));
        await (await client.PostAsync(dear, null, "key-2")).ReadAsync(HttpStatusCode.Created);
    }

    /// <summary>What the migration does with a ledger that was kept before there were lots.</summary>
    [Fact]
    public async Task EarlierHolds_AreTakenFromTheOldestLots()
    {
        var rider = await fixture.RiderWithAsync(60);
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 40));
        await fixture.WithAsync<PointsDb, int>(db =>
            db.Database.ExecuteSqlRawAsync("delete from lot_use; delete from lot;"));
        var proof = await fixture.Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.NotEqual(0, proof.GetProperty("unlotted").GetArrayLength());
        Assert.NotEqual(0, proof.GetProperty("unsourced").GetArrayLength());
        await fixture.WithAsync<PointsDb, int>(db =>
            db.Database.ExecuteSqlRawAsync("select lots_of_earlier_holds()"));
        var used = await fixture.WithAsync<PointsDb, List<long>>(db =>
            db.Set<Lot>().Where(l => l.RiderId == rider).OrderBy(l => l.Id).Select(l => l.Used).ToListAsync());
        Assert.Equal([30, 10], used);
        await fixture.VerifyAsync();
    }

    private static async Task<(long Balance, long Held)> AtAsync(HttpClient client, string path, DateTime at)
    {
        var body = await client.GetFromJsonAsync<JsonElement>($"{path}?at={Uri.EscapeDataString(at.ToString("O"))}");
        return (body.GetProperty("balance").GetInt64(), body.GetProperty("held").GetInt64());
    }
}
