using System.Net;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Tests.Messaging;

/// <summary>Over the outbox, the relay, RabbitMQ and the intake, as between two services.</summary>
public sealed class AwardIntakeTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task CaseClosed_BecomesPoints()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider, "Major");
        await fixture.PublishAsync(fact, fact.CaseId);
        await PointsAreAsync(rider, 30);
        await DrainedAsync();
    }

    [Fact]
    public async Task CaseClosed_DeliveredTwice_IsAwardedOnce()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider);
        var row = OutboxRow.Of(fact, fact.CaseId.ToString(), 1);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await PublishRowAsync(row);
            await DrainedAsync();
        }

        await PointsAreAsync(rider, 10);
        Assert.Equal(
            1, await fixture.ScalarAsync<int>("select count(*)::int from inbox where message_id = $1", row.Id));
    }

    [Fact]
    public async Task CaseClosed_ReopenedAndClosedAgain_IsAwardedOnce()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider);
        await fixture.PublishAsync(fact, fact.CaseId, 5);
        await fixture.PublishAsync(fact with { CaseVersion = 9 }, fact.CaseId, 9);
        var last = PointsFixture.Closed(rider, "Minor");
        await fixture.PublishAsync(last, last.CaseId);
        await PointsAreAsync(rider, 15);
    }

    [Fact]
    public async Task CaseClosed_ThatNoRuleKnows_IsParkedAndTheOthersGoOn()
    {
        var rider = Guid.CreateVersion7();
        var poison = PointsFixture.Closed(rider, "Severe");
        CaseClosed[] facts =
            [PointsFixture.Closed(rider), poison, .. Enumerable.Range(0, 5).Select(_ => PointsFixture.Closed(rider))];
        await fixture.WithAsync<PointsDb, int>(db =>
        {
            foreach (var fact in facts)
            {
                db.Publish(fact, fact.CaseId, 1);
            }

            return db.SaveChangesAsync();
        });

        await PointsAreAsync(rider, 60);
        var error = await Eventually.ReturnsAsync(() => fixture.ScalarAsync<string>(
            "select error from parked_message where payload like '%' || $1 || '%'", poison.CaseId.ToString()));
        Assert.Contains("Severe", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CasesClosed_TakenByTwoReplicas_AreAwardedOnceEach()
    {
        await using var replica = await fixture.StartReplicaAsync();
        var riders = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToArray();
        await fixture.WithAsync<PointsDb, int>(db =>
        {
            foreach (var fact in riders.SelectMany(r => Enumerable.Range(0, 9).Select(_ => PointsFixture.Closed(r))))
            {
                db.Publish(fact, fact.CaseId, 1);
            }

            return db.SaveChangesAsync();
        });

        await Eventually.IsAsync(() => fixture.ScalarAsync<long>(
            "select coalesce(sum(credits), 0)::bigint from account where owner_id = any($1)", riders), sum =>
                sum == 200 * 90, TimeSpan.FromMinutes(2));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Broker_AwayAtStart_IsWaitedForWhileRidersAreServed()
    {
        await using var gate = new Gate(new Uri(fixture.Broker));
        var rider = await fixture.RiderWithAsync(60);
        var replica = fixture.NewReplica(new KeyValuePair<string, string>("ConnectionStrings:messaging", gate.Address));
        var starting = replica.StartAsync();
        using var client = fixture.Rider(rider);
        var answer =
            await client.PostAsync(new Uri(replica.Address, $"/api/v1/rewards/{PointsFixture.Meal}/redemptions"), null);
        await answer.ReadAsync(HttpStatusCode.Created);
        Assert.Contains(
            "Degraded", await client.GetStringAsync(new Uri(replica.Address, "/health")), StringComparison.Ordinal);

        gate.Open();
        await starting;
        var fact = PointsFixture.Closed(rider);
        await fixture.PublishAsync(fact, fact.CaseId);
        await PointsAreAsync(rider, 40);
        await DrainedAsync();
    }

    private Task<int> PublishRowAsync(OutboxRow row) =>
        fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
        $"""
            insert into outbox (id, type, key, version, payload)
            values ({row.Id}, {row.Type}, {row.Key}, {row.Version}, {row.Payload})
            """));

    private Task<(long Balance, long Held)> PointsAreAsync(Guid rider, long balance) =>
        Eventually.IsAsync(() => fixture.PointsOfAsync(rider), p => p.Balance == balance, TimeSpan.FromMinutes(1));

    private Task<int> DrainedAsync() => Eventually.IsAsync(
        () => fixture.ScalarAsync<int>("select count(*)::int from outbox"), waiting =>
            waiting == 0, TimeSpan.FromMinutes(1));
}
