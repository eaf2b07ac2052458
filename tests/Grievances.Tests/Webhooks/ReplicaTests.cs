using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Grievances.Webhooks;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>Two replicas over one database, and one that was killed in the middle.</summary>
public sealed class ReplicaTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Events_AreSentOnce_AndNeverMoreAtOnceThanAnEndpointTakes()
    {
        const int Cases = 200;
        await fixture.StartReplicaAsync();
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async rider =>
        {
            var client = fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));
            for (var i = 0; i < Cases / 20; i++)
            {
                var id = (await fixture.ReportAsync(client)).Id();
                await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
            }
        }));
        await Eventually.IsAsync(
            () => Task.FromResult(_receiver.Received.Count), n => n >= 2 * Cases, TimeSpan.FromSeconds(60));
        await Eventually.IsAsync(async () => (await hook.DeliveriesAsync("state=Pending")).Count, n => n == 0);
        Assert.Equal(2 * Cases, _receiver.Received.Count);
        Assert.Equal(2 * Cases, _receiver.Received.Select(m => m.Id).Distinct().Count());
        Assert.All(_receiver.Received.GroupBy(m => m.CaseId), g => Assert.Equal([2, 3], g.Select(m => m.Version)));
        Assert.InRange(_receiver.MostAtOnce, 1, WebhookQueue.PerEndpoint);
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from webhook_deliveries where attempts <> 1"));
    }

    [Fact]
    public async Task WhatAKilledReplicaHadClaimed_IsSentWhenItsLeaseEnds()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await hook.PutAsync(new { url = _receiver.Url, paused = true });
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        // As a replica leaves it that is killed between its claim and the receiver's answer.
        await ExecuteAsync($"""
            update webhook_deliveries set lease = gen_random_uuid(), attempts = 1,
                next_attempt_at = '{fixture.Time.GetUtcNow().AddSeconds(60):O}'
            where subscription_id = '{hook.Id}' and case_version = 2
            """);
        await hook.PutAsync(new { url = _receiver.Url, paused = false });
        await using var quick = await Receiver.StartAsync();
        await using var beside = await fixture.SubscribeAsync(quick);
        await quick.HasAsync((await fixture.ReportAsync()).Id(), 1);
        Assert.Empty(_receiver.Of(id));
        fixture.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([2, 3], (await _receiver.HasAsync(id, 2)).Select(m => m.Version));
    }

    /// <summary>A slow answer to an attempt that another replica has taken over changes nothing any more.</summary>
    [Fact]
    public async Task LateAnswer_OfALostLease_ChangesNothing()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await hook.PostAsync("test", status: 202);
        var sent = await hook.DeliveryAsync(null, d => d.Text("state") == "Delivered");
        var queue = fixture.Services.GetRequiredService<WebhookQueue>();
        var late = new DueDelivery(
            sent.Id(), Guid.CreateVersion7(), hook.Id, GrievancesFixture.Urban, _receiver.Url, [], null, null, false,
            "webhook.test", fixture.Time.GetUtcNow(), null, 1);
        Assert.Null(await queue.FailedAsync(late, new Attempt(410, null, null, null), 0, default));
        Assert.Equal("Delivered", (await hook.DeliveriesAsync())[0].Text("state"));
        Assert.Equal("Active", (await hook.GetAsync()).Text("state"));
    }

    [Fact]
    public async Task Sweep_ForgetsAfterThirtyDays_AndWhatADeletedOneLeft()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await hook.PostAsync("test", status: 202);
        await hook.DeliveryAsync(null, d => d.Text("state") == "Delivered");
        var sweep = fixture.Services.GetRequiredService<WebhookSweep>();
        await ExecuteAsync($"""
            insert into webhook_deliveries (id, subscription_id, type, occurred_at, state, attempts, next_attempt_at)
            values (gen_random_uuid(), gen_random_uuid(), 'case.closed', now(), 'Pending', 0, now()),
                (gen_random_uuid(), '{hook.Id}', 'case.closed', now() - interval '31 days', 'Delivered', 1, now())
            """);
        Assert.Equal(2, await sweep.SweepAsync(default));
        Assert.Single(await hook.DeliveriesAsync());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
