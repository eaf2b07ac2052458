using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Debts;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

public sealed class ProposalTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Guid _asker = Guid.CreateVersion7();
    private readonly Guid _decider = Guid.CreateVersion7();

    [Fact]
    public async Task Grant_NeedsASecondPerson_AndIsGivenOnce()
    {
        var rider = await RiderAsync();
        var ask = new { points = 50, reason = "抗洪志愿服务", source = "街道名单" };
        var path = $"/api/v1/points/riders/{rider}/grants";
        Assert.Equal(
            HttpStatusCode.BadRequest, (await Staff(_asker).PostAsync(path, ask with { points = 0 })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Staff(_asker, "5111").PostAsync(path, ask)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Rider(rider).PostAsync(path, ask)).StatusCode);
        var proposal = await IdAsync(Staff(_asker).PostAsync(path, ask));
        var decision = $"/api/v1/points/proposals/{proposal}/decision";

        Assert.Equal("OwnProposal", await (await Staff(_asker).PostAsync(decision, new { approve = true }))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound,
            (await Staff(_decider, "5111").PostAsync(decision, new { approve = true })).StatusCode);
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Staff(i % 2 == 0 ? _decider : Guid.CreateVersion7())
                .PostAsync(decision, new { approve = i != 7, reason = "x" })));
        var done = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var status = (await done.ReadAsync(HttpStatusCode.OK)).GetProperty("status").GetString();
        Assert.Equal((status == "Approved" ? 80 : 30, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal("AlreadyDecided", await (await Staff(_decider).PostAsync(decision, new { approve = true }))
            .RefusalAsync(HttpStatusCode.Conflict));

        var second = await IdAsync(Staff(_asker).PostAsync(path, ask));
        var refusal = $"/api/v1/points/proposals/{second}/decision";
        Assert.Equal(HttpStatusCode.BadRequest,
            (await Staff(_decider).PostAsync(refusal, new { approve = false })).StatusCode);
        await (await Staff(_decider).PostAsync(refusal, new { approve = false, reason = "名单没有此人" }))
            .ReadAsync(HttpStatusCode.OK);
        var list = await Staff(_decider).GetFromJsonAsync<JsonElement>("/api/v1/points/proposals?status=Refused");
        Assert.Contains(list.GetProperty("items").EnumerateArray(), p => p.GetProperty("id").GetGuid() == second
            && p.GetProperty("decisionReason").GetString() == "名单没有此人" && !p.GetProperty("mine").GetBoolean());
        Assert.Equal(0, (await Staff(_decider, "5111").GetFromJsonAsync<JsonElement>("/api/v1/points/proposals"))
            .GetProperty("total").GetInt32());
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Grant_ThatNoFundCanBack_StaysOpen()
    {
        var rider = await RiderAsync(region: "310101");
        var proposal = await IdAsync(Staff(_asker, "31").PostAsync(
            $"/api/v1/points/riders/{rider}/grants", new { points = 5, reason = "一", source = "二" }));
        var decision = $"/api/v1/points/proposals/{proposal}/decision";
        foreach (var key in new[] { null, "a-key" })
        {
            Assert.Equal("FundCannotPay", await (await Staff(_decider, "31").PostAsync(
                decision, new { approve = true }, key)).RefusalAsync(HttpStatusCode.Conflict));
        }

        var one = await Staff(_decider, "31").GetFromJsonAsync<JsonElement>($"/api/v1/points/proposals/{proposal}");
        Assert.Equal("Open", one.GetProperty("status").GetString());
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Clawback_TakesWhatIsUnspent_AndTheRestIsRepaidFromLaterAwards()
    {
        var rider = await RiderAsync(points: 90);
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 70));
        var award = await fixture.ScalarAsync<string>(
            "select min(transfer_id::text) from award_decision where rider_id = $1", rider);
        var path = $"/api/v1/points/riders/{rider}/clawbacks";
        var ask = new { awardId = award, reason = "虚报", source = "核查记录" };
        Assert.Equal(HttpStatusCode.NotFound, (await Staff(_asker).PostAsync(
            path, ask with { awardId = Guid.CreateVersion7().ToString() })).StatusCode);
        var proposal = await IdAsync(Staff(_asker).PostAsync(path, ask));
        Assert.Equal("AlreadyAsked",
            await (await Staff(_decider).PostAsync(path, ask)).RefusalAsync(HttpStatusCode.Conflict));
        var done = await (await Staff(_decider).PostAsync(
            $"/api/v1/points/proposals/{proposal}/decision", new { approve = true })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal((20, 10), (done.GetProperty("taken").GetInt64(), done.GetProperty("owed").GetInt64()));
        Assert.Equal((0, 70), await fixture.PointsOfAsync(rider));
        await fixture.VerifyAsync();

        // Half of each later award, whether it is the sweep that comes first or the rider's next redemption.
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Ordinary"));
        var debts = fixture.Services.GetRequiredService<CollectDebts>();
        await Task.WhenAll(debts.SweepAsync(CancellationToken.None), debts.SweepAsync(CancellationToken.None));
        Assert.Equal((5, 70), await fixture.PointsOfAsync(rider));
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major"));
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30));
        Assert.Equal((0, 100), await fixture.PointsOfAsync(rider));
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Minor"));
        await debts.SweepAsync(CancellationToken.None);

        var client = fixture.Rider(rider);
        Assert.Equal((5, 100), await fixture.PointsOfAsync(rider));
        var mine =
            Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/points/me/debts")).EnumerateArray());
        Assert.Equal((20, 10, 10, "虚报"), (
            mine.GetProperty("taken").GetInt64(), mine.GetProperty("owed").GetInt64(),
            mine.GetProperty("repaid").GetInt64(), mine.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.String, mine.GetProperty("caseId").ValueKind);
        var lines = await client.GetStringAsync("/api/v1/points/me/entries");
        Assert.Contains("奖励有误，收回 20 积分（虚报）", lines, StringComparison.Ordinal);
        Assert.Contains("以新奖励抵还 5 积分（虚报）", lines, StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    private HttpClient Staff(Guid subject, string region = "5101") =>
        fixture.ClientFor(subject, null, new Grant(Roles.Secretary, region, null));

    private static async Task<Guid> IdAsync(Task<HttpResponseMessage> asked) =>
        (await (await asked).ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();

    private async Task<Guid> RiderAsync(int points = 30, string region = "510104")
    {
        var rider = await fixture.RiderWithAsync(points);
        await fixture.WithAsync<PointsDb, int>(db =>
            db.Riders.Where(r => r.Id == rider).ExecuteUpdateAsync(s => s.SetProperty(r => r.RegionCode, region)));
        return rider;
    }
}
