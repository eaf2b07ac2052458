using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Funds;

/// <summary>Funds in a tree: what a child spends is bounded by every ancestor, and no posting waits for one.</summary>
public sealed class AllotmentTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    /// <summary>An award of thirty points at ten fen.</summary>
    private const int Award = 300;

    [Fact]
    public async Task Community_LeasesThroughStreetAndCountyFromTheCity()
    {
        var city = await fixture.FundAsync("6101", 100_000);
        var county = await ChildAsync(city, "610102", 50_000, 10_000);
        var street = await ChildAsync(county, "610102001", 20_000, 5_000);
        var community = await ChildAsync(street, "610102001003", 6_000, 1_000);
        var rider = await fixture.RiderWithAsync(90, "610102001003");

        Assert.Equal((90, 0), await fixture.PointsOfAsync(rider));
        // One batch of 900 fen; a hundred times that is more than the limit, so that all of it is leased at once.
        Assert.Equal((6_000, 6_000, 5_100, 900), await ChildOfAsync(community));
        Assert.Equal((20_000, 6_000, 0, 0), await ChildOfAsync(street));
        Assert.Equal((50_000, 10_000, 4_000, 0), await ChildOfAsync(county));
        Assert.Equal((0, 0, 90_000, 0), await ChildOfAsync(city));
        var shown = await ViewAsync(city);
        Assert.Equal((100_000, 10_000, 50_000, 0), (shown.Of("budgetFen"), shown.Of("allottedFen"),
            shown.Of("promisedFen"), shown.Of("spentFen")));
        var lines = (await fixture.Administrator.GetFromJsonAsync<JsonElement>($"/api/v1/funds/{street}/statement"))
            .GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(-6_000L, community), (6_000L, county)],
            lines.Select(l => (l.Of("availableFen"), l.GetProperty("reference").GetGuid())).Order());
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task EveryAncestorBounds_WhateverTwoReplicasAwardAtOnce()
    {
        var city = await fixture.FundAsync("6102", 20 * Award);
        string[] regions = ["610202", "610203", "610204"];
        var counties = new List<Guid>();
        foreach (var region in regions)
        {
            counties.Add(await ChildAsync(city, region, 12 * Award, Award));
        }

        var street = await ChildAsync(counties[0], "610202001", 5 * Award, Award);
        var replica = await fixture.StartReplicaAsync();
        var facts = Enumerable.Range(0, 120).Select(i => PointsFixture.Closed(Guid.CreateVersion7(), "Major",
            i % 4 == 3 ? "610202001" : regions[i % 4] + "009")).ToArray();
        await Task.WhenAll(facts.Chunk(6).Select(async (batch, i) =>
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await PointsFixture.ConsumeAsync(i % 2 == 0 ? fixture.Services : replica.Services, batch);
                    return;
                }
                // What the bus does: a batch that met another one is sent again.
                catch (Exception e) when (tries < 50 && e.GetBaseException() is PostgresException
                    { SqlState: "40001" or "40P01" })
                {
                    await Task.Yield();
                }
            }
        }));

        var all = await Task.WhenAll(counties.Append(street).Select(ChildOfAsync));
        Assert.All(all[..3], c => Assert.InRange(c.Leased, 0, 12 * Award));
        Assert.InRange(all[3].Leased, 0, 5 * Award);
        var given = all.Sum(c => c.Committed);
        Assert.Equal(20 * Award, given + all.Sum(c => c.Available) + (await ChildOfAsync(city)).Available);
        // All that the city had was given: at least one of the three still asked when it was over.
        Assert.Equal(20 * Award, given);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Posting_WithLeasedMoney_WaitsForNoAncestor()
    {
        var city = await fixture.FundAsync("6103", 10_000_000);
        await ChildAsync(city, "610302", 5_000_000, 1_000_000);
        await fixture.RiderWithAsync(30, "610302001");
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var held = new NpgsqlCommand(
            "select from account where owner_id = $1 and kind <> 'Issue' for update", connection, transaction);
        held.Parameters.AddWithValue(city);
        await held.ExecuteNonQueryAsync();
        var rider = await fixture.RiderWithAsync(30, "610302001");
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task LowerLimit_TakesBackWhatIsUnused_AndTheNextAwardIsRefused()
    {
        var city = await fixture.FundAsync("6104", 100_000);
        var county = await ChildAsync(city, "610402", 10_000, 10_000);
        await fixture.RiderWithAsync(60, "610402001");
        Assert.Equal((10_000, 10_000, 9_400, 600), await ChildOfAsync(county));
        await SetAsync(county, 3_000);
        Assert.Equal((3_000, 3_000, 2_400, 600), await ChildOfAsync(county));
        await SetAsync(county, 0);
        Assert.Equal((0, 600, 0, 600), await ChildOfAsync(county));
        Assert.Equal((0, 0, 99_400, 0), await ChildOfAsync(city));
        var rider = await fixture.RiderWithAsync(30, "610402001");
        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal("FundExhausted", await fixture.ScalarAsync<string>(
            "select outcome from award_decision where rider_id = $1", rider));
        await SetAsync(county, 900);
        var later = await fixture.RiderWithAsync(30, "610402001");
        Assert.Equal((30, 0), await fixture.PointsOfAsync(later));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Verify_NamesTheFundWhoseLeasesDoNotAddUp()
    {
        var city = await fixture.FundAsync("6105", 100_000);
        var county = await ChildAsync(city, "610502", 10_000, 10_000);
        await fixture.RiderWithAsync(30, "610502001");
        await AddAsync(county, 1);
        var proof = await fixture.Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.Contains(county, proof.GetProperty("misallotted").EnumerateArray().Select(f => f.GetGuid()));
        await AddAsync(county, -1);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task WrongAllotments_AreRefused()
    {
        var city = await fixture.FundAsync("6106", 1_000);
        Assert.Equal("NotWithinParent", await (await OpenAsync(city, "610702", 100))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal("NotWithinParent", await (await OpenAsync(city, "6106", 100))
            .RefusalAsync(HttpStatusCode.Conflict));
        await (await OpenAsync(null, "610602", 100)).ReadAsync(HttpStatusCode.BadRequest);
        await (await OpenAsync(city, "610602", -1)).ReadAsync(HttpStatusCode.BadRequest);
        var county = await ChildAsync(city, "610602", 500, 10);
        await (await PutAsync(fixture.Administrator, county, new { limitFen = 10, trancheFen = 11 }))
            .ReadAsync(HttpStatusCode.BadRequest);
        await (await PutAsync(fixture.Administrator, county, new { })).ReadAsync(HttpStatusCode.BadRequest);
        Assert.Equal("FundHasNoParent", await (await PutAsync(fixture.Administrator, city, new { limitFen = 1 }))
            .RefusalAsync(HttpStatusCode.Conflict));
        // The county's administrator does not say what the county gets.
        var own = fixture.ClientFor(null, new Grant(Roles.Administrator, "610602", null));
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(own, county, new { limitFen = 1_000 })).StatusCode);
        Assert.Equal("NotWithinParent", await (await own.PostAsJsonAsync("/api/v1/funds", new
            { name = "街道", regionCode = "610602001", budgetFen = 0, parentId = city, limitFen = 5 }))
            .RefusalAsync(HttpStatusCode.Conflict));
    }

    private Task<HttpResponseMessage> OpenAsync(Guid? parent, string region, long limit, long? tranche = null) =>
        fixture.Administrator.PostAsJsonAsync("/api/v1/funds", new
        {
            name = $"基金 {region}", regionCode = region, budgetFen = 0, parentId = parent, limitFen = limit,
            trancheFen = tranche,
        });

    private async Task<Guid> ChildAsync(Guid parent, string region, long limit, long tranche) =>
        (await (await OpenAsync(parent, region, limit, tranche)).ReadAsync(HttpStatusCode.Created))
            .GetProperty("id").GetGuid();

    private async Task SetAsync(Guid fund, long limit) => await (await PutAsync(
        fixture.Administrator, fund, new { limitFen = limit })).ReadAsync(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, Guid fund, object body) =>
        client.PutAsJsonAsync($"/api/v1/funds/{fund}/allotment", body);

    private Task<JsonElement> ViewAsync(Guid fund) =>
        fixture.Administrator.GetFromJsonAsync<JsonElement>($"/api/v1/funds/{fund}");

    private async Task<(long Limit, long Leased, long Available, long Committed)> ChildOfAsync(Guid fund)
    {
        var view = await ViewAsync(fund);
        return (view.Of("limitFen"), view.Of("leasedFen"), view.Of("availableFen"), view.Of("committedFen"));
    }

    private Task<int> AddAsync(Guid fund, long fen) => fixture.WithAsync<PointsDb, int>(db =>
        db.Database.ExecuteSqlAsync($"update fund set leased_fen = leased_fen + {fen} where id = {fund}"));
}

internal static class FundJson
{
    public static long Of(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
