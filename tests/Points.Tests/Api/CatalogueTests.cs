using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>What is offered to whom, how often and when; and how those who run it change it.</summary>
public sealed class CatalogueTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Limit_OfAnOffer_IsKept_AlsoBy32AtOnce_AndAVoucherThatExpiredDoesNotCount()
    {
        var reward = await OfferAsync(new { limitPerRider = 2, limitDays = 30 });
        var rider = await fixture.RiderWithAsync(300);
        var replica = await fixture.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
        {
            var client = fixture.Rider(rider);
            client.BaseAddress = i % 2 == 0 ? client.BaseAddress : replica.Address;
            return client.PostAsync($"/api/v1/rewards/{reward}/redemptions");
        }));
        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal("LimitReached", await refused.RefusalAsync(HttpStatusCode.Conflict));
        }

        Assert.Equal("LimitReached", await WhyNotAsync(rider, reward));
        await ExecuteAsync($"""
            update voucher set status = 'Expired', ended_at = now()
            where id = (select id from voucher where reward_id = '{reward}' limit 1)
            """);
        Assert.Null(await WhyNotAsync(rider, reward));
        await ExecuteAsync($"""
            update voucher set status = 'Held', ended_at = null, issued_at = issued_at - interval '31 days'
            where reward_id = '{reward}'
            """);
        await (await fixture.Rider(rider).PostAsync($"/api/v1/rewards/{reward}/redemptions"))
            .ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("{\"membersOnly\":true}", "is_member = true")]
    [InlineData("{\"posts\":[\"Helper\"]}",
        "posts = '[{\"kind\":\"Helper\",\"regionCode\":\"51\",\"from\":\"2020-01-01\",\"until\":null}]'")]
    public async Task Reward_ForSome_IsForThem(string terms, string becomes)
    {
        var reward = await OfferAsync(JsonDocument.Parse(terms).RootElement);
        var rider = await fixture.RiderWithAsync(30);
        Assert.Equal("NotEligible", await WhyNotAsync(rider, reward));
        Assert.Equal("NotEligible", await (await fixture.Rider(rider)
            .PostAsync($"/api/v1/rewards/{reward}/redemptions")).RefusalAsync(HttpStatusCode.Conflict));
        await ExecuteAsync($"update rider set {becomes} where id = '{rider}'");
        Assert.Null(await WhyNotAsync(rider, reward));
        await (await fixture.Rider(rider).PostAsync($"/api/v1/rewards/{reward}/redemptions"))
            .ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Hours_OutsideOfThem_TheVoucherIsNotHandedOver()
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(8);
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation);
        var rider = await fixture.RiderWithAsync(60);
        string Clock(int hours) => now.AddHours(hours).ToString("HH:mm", CultureInfo.InvariantCulture);
        var later = await OfferAsync(new { hoursFrom = Clock(2), hoursUntil = Clock(4) });
        var code = await fixture.VoucherAsync(rider, later);
        var refused = await fixture.Keeper(organisation)
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });
        Assert.Equal("NotAtThisHour", await refused.RefusalAsync(HttpStatusCode.Conflict));
        var view = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{later}");
        Assert.StartsWith("每天 ", view.GetProperty("hoursText").GetString(), StringComparison.Ordinal);

        var nowToo = await OfferAsync(new { hoursFrom = Clock(-2), hoursUntil = Clock(2) });
        await (await fixture.Keeper(organisation).PostAsync(
            $"/api/v1/vouchers/{await fixture.VoucherAsync(rider, nowToo)}/redemption", new { stationId = station }))
            .ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_IsOfWhatWasSeen_AndLeavesVouchersAsTheyWere()
    {
        var reward = await OfferAsync(new { });
        var rider = await fixture.RiderWithAsync(60);
        var code = await fixture.VoucherAsync(rider, reward);
        var change = new { name = "雨衣", pricePoints = 40, costFen = 400, revision = 1, kind = "Goods", owner = "Fund" };
        var changed = await (await PutAsync(reward, change)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal((2, 40, "Fund"), (changed.GetProperty("revision").GetInt32(),
            changed.GetProperty("pricePoints").GetInt32(), changed.GetProperty("owner").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(reward, change)).StatusCode);
        Assert.Equal("CostAboveWorth", await (await PutAsync(reward, change with { costFen = 401, revision = 2 }))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(20, (await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{code}"))
            .GetProperty("points").GetInt32());
        var elsewhere = fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null));
        Assert.Equal(HttpStatusCode.NotFound,
            (await elsewhere.PutAsJsonAsync($"/api/v1/rewards/{reward}", change)).StatusCode);
        var seen = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("costFen").ValueKind);
    }

    [Fact]
    public async Task Stock_IsMovedOnceAndNeverBelowZero()
    {
        var reward = await OfferAsync(new { });
        var (id, path) = (Guid.CreateVersion7(), $"/api/v1/rewards/{reward}/stock");
        var more = new { id, pieces = 7, reason = "补货" };
        var moved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Administrator.PostAsync(path, more)));
        Assert.All(moved, m => Assert.Equal(HttpStatusCode.OK, m.StatusCode));
        Assert.Equal(12, (await moved[0].ReadAsync(HttpStatusCode.OK)).GetProperty("stock").GetInt32());
        Assert.Equal("ChangeExistsWithOtherContent", await (await fixture.Administrator
            .PostAsync(path, more with { pieces = 8 })).RefusalAsync(HttpStatusCode.Conflict));
        var fewer = new { id = Guid.CreateVersion7(), pieces = -13, reason = "盘点" };
        Assert.Equal("StockOutOfRange", await (await fixture.Administrator.PostAsync(path, fewer))
            .RefusalAsync(HttpStatusCode.Conflict));
        await (await fixture.Administrator.PostAsync(path, fewer with { id = Guid.CreateVersion7(), pieces = -12 }))
            .ReadAsync(HttpStatusCode.OK);
        var history = await fixture.Administrator.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal([-12, 7], history.GetProperty("items").EnumerateArray()
            .Select(c => c.GetProperty("pieces").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Administrator
            .PostAsync(path, new { id = Guid.CreateVersion7(), pieces = 0, reason = "" })).StatusCode);
    }

    [Fact]
    public async Task Catalogue_HasWhatIsOver_OfTheCallersRegionOnly()
    {
        var name = $"一百%_{Guid.CreateVersion7():N}";
        var reward = await OfferAsync(new
        {
            name, kind = "Cinema", activeFrom = "2026-01-01T00:00:00Z", activeUntil = "2026-02-01T00:00:00Z",
        });
        async Task<List<Guid>> ListedAsync(HttpClient client, string query) => [.. (await client
            .GetFromJsonAsync<JsonElement>($"/api/v1/rewards/catalogue?{query}")).GetProperty("items").EnumerateArray()
            .Select(r => r.GetProperty("id").GetGuid())];
        Assert.Contains(reward, await ListedAsync(
            fixture.Administrator, $"q={Uri.EscapeDataString(name.ToUpperInvariant())}"));
        Assert.Contains(reward, await ListedAsync(fixture.Administrator, "region=5101&kind=Cinema"));
        Assert.DoesNotContain(reward, await ListedAsync(fixture.Administrator, "kind=ChildCare"));
        Assert.Empty(await ListedAsync(fixture.Administrator, $"q={Uri.EscapeDataString("一百__%")}x"));
        Assert.DoesNotContain(reward, await ListedAsync(
            fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null)), "size=200"));
        Assert.Equal(HttpStatusCode.Forbidden,
            (await fixture.Rider(Guid.CreateVersion7()).GetAsync("/api/v1/rewards/catalogue")).StatusCode);
    }

    [Fact]
    public async Task Offer_WithTermsThatCannotBe_SaysEachOfThem()
    {
        var answer = await fixture.Administrator.PostAsync("/api/v1/rewards", new
        {
            name = "x", regionCode = "5101", pricePoints = 1, costFen = 0, stock = 1, limitPerRider = 0, limitDays = 0,
            weekdays = 0, hoursFrom = "11:00", posts = new[] { "" },
        });
        var errors = (await answer.ReadAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["hoursUntil", "limitDays", "limitPerRider", "posts", "weekdays"],
            errors.EnumerateObject().Select(e => e.Name));
    }

    private Task<HttpResponseMessage> PutAsync(Guid reward, object body) =>
        fixture.Administrator.PutAsJsonAsync($"/api/v1/rewards/{reward}", body);

    /// <summary>Five pieces for 20 points, with other terms.</summary>
    private async Task<Guid> OfferAsync(object terms)
    {
        var offer = JsonSerializer.SerializeToNode(
            new { name = "头盔", regionCode = "5101", pricePoints = 20, costFen = 100, stock = 5 })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(terms)!.AsObject().ToList())
        {
            offer[name] = value?.DeepClone();
        }

        var answer = await fixture.Administrator.PostAsJsonAsync("/api/v1/rewards", offer);
        return (await answer.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    private async Task<string?> WhyNotAsync(Guid rider, Guid reward)
    {
        var view = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
        return view.GetProperty("whyNot") is { ValueKind: JsonValueKind.Object } why
            ? why.GetProperty("name").GetString() : null;
    }

    private Task<int> ExecuteAsync(string sql) => fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(
        sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)));
}
