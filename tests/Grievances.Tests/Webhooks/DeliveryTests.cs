using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RiderPlatform.Grievances.Tests.OnDuty;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>What a unit's system is told, and when: over HTTP, to a real receiver.</summary>
public sealed class DeliveryTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task WholeLoop_IsToldInOrder_ThinAndSigned()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 4, solved = "NotSolved", satisfaction = "NotSatisfied", comment = "没有修好" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 5, outcome = "Solved" });
        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 6, reason = "问题仍在" });
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 7, unitId = GrievancesFixture.Traffic });

        var told = await _receiver.HasAsync(id, 7);
        Assert.Equal(
            [
                "case.dispatched 2", "case.accepted 3", "case.resolved 4", "case.called_back 5", "case.closed 6",
                "case.reopened 7", "case.reassigned 8",
            ], told.Select(m => $"{m.Type} {m.Version}"));
        Assert.Equal(7, told.Select(m => m.Id).Distinct().Count());
        foreach (var message in told)
        {
            Assert.True(StandardVerifier.Accepts(hook.Secret, message, fixture.Time.GetUtcNow()));
            Assert.Equal(["type", "timestamp", "data"], Names(message.Json));
            var data = message.Json.GetProperty("data");
            Assert.Equal(["caseId", "number", "version", "status", "unitId", "href"], Names(data));
            Assert.Equal((GrievancesFixture.Urban, $"/api/v1/cases/{id}"), (data.Id("unitId"), data.Text("href")));
            Assert.DoesNotContain(GrievancesFixture.Rider.ToString(), message.Body, StringComparison.Ordinal);
            Assert.Equal("application/json; charset=utf-8", message.Headers["content-type"]);
        }

        // What becomes of it with the other unit is the other's.
        await fixture.StepAsync(
            fixture.Agency(GrievancesFixture.Traffic), id, "accept",
            new { version = 8 });
        var (last, next) = ((await fixture.ReportAsync()).Id(), 1);
        await _receiver.HasAsync(last, next);
        Assert.Equal(7, _receiver.Of(id).Count);
    }

    [Fact]
    public async Task CoHandlers_AreToldOfTheirTasks_InTheShapeOfADispatch()
    {
        var traffic = fixture.Agency(GrievancesFixture.Traffic);
        await using var hook = await fixture.SubscribeAsync(_receiver, traffic);
        var id = (await fixture.ReportAsync()).Id();
        for (var round = 0; round < 2; round++)
        {
            var asked = await fixture.StepAsync(
                fixture.Dispatcher, id, "co-tasks", new { unitId = GrievancesFixture.Traffic, text = "疏导" });
            foreach (var action in (string[])(round == 0 ? ["decline"] : ["accept", "finish"]))
            {
                await fixture.StepAsync(traffic, id, $"co-tasks/{asked.Id()}/{action}", new { note = "x" });
            }
        }

        var told = await _receiver.HasAsync(id, 5);
        Assert.Equal(
            ["case.co_task_asked", "case.co_task_declined", "case.co_task_asked", "case.co_task_accepted",
                "case.co_task_done"], told.Select(m => m.Type));
        Assert.All(told, m => Assert.Equal((2, "Dispatched", GrievancesFixture.Traffic, $"/api/v1/cases/{id}"),
            (m.Version, m.Json.GetProperty("data").Text("status"), m.Json.GetProperty("data").Id("unitId"),
                m.Json.GetProperty("data").Text("href"))));
    }

    [Fact]
    public async Task Units_AreToldOfTheirOwnCasesOnly_AndOfTheTypesTheyAskFor()
    {
        await using var others = await Receiver.StartAsync();
        await using var urban = await fixture.SubscribeAsync(_receiver, null, "case.returned", "case.reassigned");
        await using var traffic = await fixture.SubscribeAsync(others, fixture.Agency(GrievancesFixture.Traffic));
        await using var elsewhere = await fixture.SubscribeAsync(
            await Receiver.StartAsync(), fixture.Agency(GrievancesFixture.Urban, "510105"));
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "不属于本单位"));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Traffic });
        await others.HasAsync(id, 1);
        await _receiver.HasAsync(id, 1);
        Assert.Equal(["case.dispatched 4"], others.Of(id).Select(m => $"{m.Type} {m.Version}"));
        Assert.Equal(["case.returned 3"], _receiver.Of(id).Select(m => $"{m.Type} {m.Version}"));
        Assert.Single(await urban.DeliveriesAsync());
        Assert.Empty(await elsewhere.DeliveriesAsync());
    }

    [Fact]
    public async Task ARefusedOrRolledBackStep_IsToldToNobody()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 9 }, 409);
        await fixture.ScalarAsync<object>($"""
            with written as (insert into case_events (case_id, version, kind, status, actor_role, unit_id, region_code,
                occurred_at) values ('{id}', 3, 'Accepted', 'Accepted', 'handler', '{GrievancesFixture.Urban}',
                '510104', now()) returning 1) select 1::int / (select count(*) from written)
            """);
        Assert.Equal(2, (await hook.DeliveriesAsync($"caseId={id}")).Count);
        await _receiver.HasAsync(id, 2);
    }

    [Fact]
    public async Task Paused_WhatHappensWaits_AndIsSentInOrderAfterwards()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        Assert.Equal("Paused", (await hook.PutAsync(new { url = _receiver.Url, paused = true })).Text("state"));
        await hook.PostAsync("test", status: 409);
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        Assert.Equal(2, (await hook.DeliveriesAsync("state=Pending")).Count);
        Assert.Empty(_receiver.Received);
        await hook.PutAsync(new { url = _receiver.Url, paused = false });
        Assert.Equal([2, 3], (await _receiver.HasAsync(id, 2)).Select(m => m.Version));
    }

    [Fact]
    public async Task RotatedSecret_BothSign_UntilADayHasPassed()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var rotated = (await hook.PostAsync("secret")).Text("secret")!;
        Assert.NotEqual(hook.Secret, rotated);
        await hook.PostAsync("test", status: 202);
        var message = await FirstAsync(0);
        Assert.Equal(2, message.Headers["webhook-signature"].Split(' ').Length);
        Assert.All([hook.Secret, rotated], s =>
            Assert.True(StandardVerifier.Accepts(s, message, fixture.Time.GetUtcNow())));

        fixture.Time.Advance(TimeSpan.FromHours(24));
        await hook.PostAsync("test", status: 202);
        var later = await FirstAsync(1);
        Assert.True(StandardVerifier.Accepts(rotated, later, fixture.Time.GetUtcNow()));
        Assert.False(StandardVerifier.Accepts(hook.Secret, later, fixture.Time.GetUtcNow()));
    }

    /// <summary>In the same envelope; an account, never a name or a number to ring.</summary>
    [Fact]
    public async Task CallsOnDuty_AreTold_WithWhomAndUntilWhen()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.RosterAsync(GrievancesFixture.Urban, [new(first, "甲 13800001111"), new(second, "乙")]);
        await using var hook = await fixture.SubscribeAsync(
            _receiver, null, "duty.called", "duty.missed", "duty.acknowledged");
        var id = (await fixture.ReportAsync()).Id();
        await _receiver.HasAsync(id, 1);
        await fixture.ScalarAsync<int>($"""
            with u as (update duty_calls set answer_by = called_at where case_id = '{id}' returning 1) select 1 from u
            """);
        await _receiver.HasAsync(id, 3);
        var called = fixture.SystemOf(new Grant(Roles.Handler, "510104", GrievancesFixture.Urban), second);
        await (await called.PostAsJsonAsync($"/api/v1/cases/{id}/acknowledge", new { })).ReadAsync(200);
        var told = await _receiver.HasAsync(id, 4);
        Assert.Equal(
            ["duty.called", "duty.called", "duty.missed", "duty.acknowledged"],
            told.Select(m => m.Type).Order(StringComparer.Ordinal).OrderBy(t => t == "duty.acknowledged")
                .ThenBy(t => t, StringComparer.Ordinal));
        Assert.DoesNotContain(told, m => m.Body.Contains("1380000", StringComparison.Ordinal));
        var last = told.Single(m => m.Type == "duty.acknowledged").Json.GetProperty("data");
        Assert.Equal((second, 2, id), (last.Id("accountId"), last.Number("position"), last.Id("caseId")));
        await fixture.RosterAsync(GrievancesFixture.Urban, []);
    }

    [Fact]
    public async Task TestEvent_IsSentLikeAnyOther_AndReplayedUnderItsId()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        _receiver.Says(200, r => r.WriteAsync(new string('好', 2000)));
        var sent = await hook.PostAsync("test", status: 202);
        var first = await FirstAsync(0);
        Assert.Equal(("webhook.test", sent.Text("messageId")), (first.Type, first.Id));
        var delivery = await hook.DeliveryAsync(null, d => d.Text("state") == "Delivered");
        Assert.Equal((200, 1), (delivery.Number("responseStatus"), delivery.Number("attempts")));
        Assert.StartsWith("好好", delivery.Text("responseBody"), StringComparison.Ordinal);
        Assert.InRange(delivery.Text("responseBody")!.Length, 341, 343);

        Assert.Equal(1, (await hook.PostAsync($"deliveries/{sent.Id()}/replay", status: 202)).Number("count"));
        Assert.Equal((first.Id, first.Body), ((await FirstAsync(1)).Id, (await FirstAsync(1)).Body));
        await hook.DeliveryAsync(null, d => d.Text("state") == "Delivered");
        var since = fixture.Time.GetUtcNow().AddHours(-1);
        Assert.Equal(1, (await hook.PostAsync("replay", new { since }, 202)).Number("count"));
        Assert.Equal(first.Id, (await FirstAsync(2)).Id);
        Assert.Equal(0, (await hook.PostAsync("replay", new { since = since.AddHours(2) }, 202)).Number("count"));
    }

    private Task<Message> FirstAsync(int index) => Eventually.ReturnsAsync(
        () => Task.FromResult(_receiver.Received.ElementAt(index)));

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(p => p.Name)];
}
