using static RiderPlatform.Grievances.Tests.Demands.DemandCity;

namespace RiderPlatform.Grievances.Tests.Demands;

/// <summary>Many riders at once over two replicas; one rider in two places.</summary>
public sealed class DemandRaceTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Claims_By64AtOnce_AreAsManyAsPlaces()
    {
        var replica = await fixture.StartReplicaAsync();
        var id = (await fixture.PublishAsync(Body(wanted: 3))).Id();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            fixture.RiderOf(at: i % 2 == 0 ? fixture.Address : replica.Address).DoAsync(id, "claim")));
        Assert.Equal(3, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await refused.ProblemAsync(409, "DemandFull");
        }

        Assert.Equal("3 3", await fixture.ScalarAsync<string>($"""
            select concat_ws(' ', taken, (select count(*) from demand_claims where demand_id = d.id))
            from demands d where id = '{id}'
            """));

        // One place given back is one place again, whoever comes first.
        var winner = fixture.RiderOf(await fixture.ScalarAsync<Guid>(
            $"select rider_id from demand_claims where demand_id = '{id}' limit 1"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => winner.DoAsync(id, "withdraw")));
        var second = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            fixture.RiderOf(at: i % 2 == 0 ? fixture.Address : replica.Address).DoAsync(id, "claim")));
        Assert.Single(second, a => a.IsSuccessStatusCode);
    }

    [Fact]
    public async Task OneRider_IsNeverInTwoPlacesAtOnce()
    {
        for (var round = 0; round < 5; round++)
        {
            var ids = new[] { (await fixture.PublishAsync()).Id(), (await fixture.PublishAsync()).Id() };
            var rider = Guid.CreateVersion7();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                async i => (Demand: ids[i % 2], Answer: await fixture.RiderOf(rider).DoAsync(ids[i % 2], "claim"))));
            var won = Assert.Single(answers.Where(a => a.Answer.IsSuccessStatusCode).Select(a => a.Demand).Distinct());
            foreach (var (_, refused) in answers.Where(a => a.Demand != won))
            {
                Assert.Equal(won, (await refused.ProblemAsync(409, "ClaimsOverlap")).GetProperty("demand").Id());
            }

            // The window ends when the next begins: half-open.
            var ends = (await fixture.Keeper().SeeAsync($"/{won}")).GetProperty("demand").GetProperty("to")
                .GetDateTimeOffset();
            var body = Body();
            (body["from"], body["to"]) = (ends, ends.AddHours(1));
            var after = (await fixture.PublishAsync(body)).Id();
            await (await fixture.RiderOf(rider).DoAsync(after, "claim")).ReadAsync(200);
        }
    }
}
