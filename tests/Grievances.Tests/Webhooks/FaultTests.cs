using Microsoft.AspNetCore.Http;
using Npgsql;
using RiderPlatform.Grievances.Webhooks;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>Receivers that fail, hang, go away or point elsewhere.</summary>
public sealed class FaultTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task BackOff_FollowsTheSchedule_AndEndsAfterTenAttempts()
    {
        _receiver.Says(500);
        await using var hook = await fixture.SubscribeAsync(_receiver, null, "case.dispatched");
        var id = (await fixture.ReportAsync()).Id();
        double[] waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
        for (var attempt = 1; attempt <= waits.Length; attempt++)
        {
            var tried = await hook.TriedAsync(id, 2, attempt);
            var wait = tried.GetProperty("nextAttemptAt").GetDateTimeOffset()
                - tried.GetProperty("lastAttemptAt").GetDateTimeOffset();
            Assert.InRange(wait.TotalSeconds, waits[attempt - 1], (waits[attempt - 1] * 1.2) + 3);
            Assert.Equal(attempt, _receiver.Of(id).Count);
            fixture.Time.Advance(tried.GetProperty("nextAttemptAt").GetDateTimeOffset() - fixture.Time.GetUtcNow());
        }

        var last = await hook.DeliveryAsync(id, d => d.Text("state") == "Failed");
        Assert.Equal((10, 500), (last.Number("attempts"), last.Number("responseStatus")));
        Assert.Single(_receiver.Of(id).Select(m => m.Id).Distinct());
        Assert.Equal(10, _receiver.Of(id).Select(m => m.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.Equal("Failing", (await hook.GetAsync()).Text("state"));
    }

    [Fact]
    public async Task OrderOfACase_IsKept_UntilItsFirstNewsHasFailedThreeTimes()
    {
        _receiver.Answer = m => Task.FromResult(m.Json.GetProperty("data").Number("version") == 2
            ? Results.StatusCode(500) : Results.Ok());
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var (first, second) = ((await fixture.ReportAsync()).Id(), Guid.Empty);
        await fixture.StepAsync(fixture.Handler(), first, "accept", new { version = 2 });
        await hook.DeliveryAsync(first, d => d.Text("type") == "case.accepted" && d.Text("state") == "Pending");
        await _receiver.HasAsync(first, 1);
        _receiver.Answer = m => Task.FromResult(m.CaseId == first && m.Version == 2
            ? Results.StatusCode(500) : Results.Ok());
        // Another case is not held up.
        second = (await fixture.ReportAsync()).Id();
        await _receiver.HasAsync(second, 1);
        foreach (var (attempt, wait) in ((int, int)[])[(1, 7), (2, 400)])
        {
            await hook.TriedAsync(first, 2, attempt);
            Assert.All(_receiver.Of(first), m => Assert.Equal(2, m.Version));
            fixture.Time.Advance(TimeSpan.FromSeconds(wait));
        }

        await hook.TriedAsync(first, 2, 3);

        await Eventually.IsAsync(() => Task.FromResult(_receiver.Of(first)), seen => seen.Any(m => m.Version == 3));
    }

    [Fact]
    public async Task Gone_DisablesIt_AndEnablingItAgainSendsWhatWaited()
    {
        _receiver.Says(410);
        await using var hook = await fixture.SubscribeAsync(_receiver, null, "case.dispatched", "case.accepted");
        var id = (await fixture.ReportAsync()).Id();
        await Eventually.IsAsync(hook.GetAsync, h =>
            h.Text("state") == "Disabled" && h.Text("disabledReason") == "Gone");
        Assert.Equal("Failed", (await hook.DeliveriesAsync())[0].Text("state"));
        await hook.PostAsync("test", status: 409);
        _receiver.Says(204);
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        Assert.Equal("Pending", (await hook.DeliveriesAsync())[0].Text("state"));
        Assert.Equal("Active", (await hook.PostAsync("enable")).Text("state"));
        Assert.Equal([2, 3], (await _receiver.HasAsync(id, 2)).Select(m => m.Version));
    }

    [Fact]
    public async Task FiveDaysOfFailure_DisableIt_AndOneSuccessForgives()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        foreach (var (status, state) in ((int, string)[])[(204, "Active"), (500, "Disabled")])
        {
            await ExecuteAsync($"update webhook_subscriptions set failing_since = '2026-01-01' where id = '{hook.Id}'");
            _receiver.Says(status);
            await hook.PostAsync("test", status: 202);
            await Eventually.IsAsync(hook.GetAsync, h => h.Text("state") == state);
        }

        Assert.Equal("FailedTooLong", (await hook.GetAsync()).Text("disabledReason"));
    }

    [Fact]
    public async Task Busy_IsLeftAloneForAsLongAsItAsks()
    {
        _receiver.Says(503, r => r.Headers.RetryAfter = "120");
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var id = (await fixture.ReportAsync()).Id();
        var held = await Eventually.IsAsync(hook.GetAsync, h => h.Text("state") == "Failing");
        var delivery = await hook.DeliveryAsync(id, d => d.Text("state") == "Pending");
        Assert.InRange(
            held.GetProperty("heldUntil").GetDateTimeOffset() - fixture.Time.GetUtcNow(), TimeSpan.FromSeconds(100),
            TimeSpan.FromSeconds(120));
        Assert.InRange(
            delivery.GetProperty("nextAttemptAt").GetDateTimeOffset() - fixture.Time.GetUtcNow(),
            TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(145));
        _receiver.Says(204);
        var other = (await fixture.ReportAsync()).Id();
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        await using var quick = await Receiver.StartAsync();
        await using var beside = await fixture.SubscribeAsync(quick, null, "case.dispatched");
        await quick.HasAsync((await fixture.ReportAsync()).Id(), 1);
        Assert.Empty(_receiver.Of(other));
        fixture.Time.Advance(TimeSpan.FromSeconds(90));
        await _receiver.HasAsync(other, 1);
        await _receiver.HasAsync(id, 2);
    }

    [Fact]
    public async Task Hanging_IsGivenUp_AndHoldsUpNobodyElse()
    {
        var never = new TaskCompletionSource<IResult>();
        _receiver.Answer = _ => never.Task;
        await using var quick = await Receiver.StartAsync();
        await using var slow = await fixture.SubscribeAsync(_receiver, null, "case.dispatched");
        await using var beside = await fixture.SubscribeAsync(quick, null, "case.dispatched");
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add((await fixture.ReportAsync()).Id());
        }

        await Eventually.IsAsync(
            () => Task.FromResult(ids.Count(id => quick.Of(id).Count == 1)), n => n == 12, TimeSpan.FromSeconds(4));
        Assert.InRange(_receiver.MostAtOnce, 1, WebhookQueue.PerEndpoint);
        Assert.Equal(
            "Timeout", (await slow.DeliveryAsync(ids[0], d => d.GetProperty("error").ValueKind != default
            && d.Text("error") is not null)).Text("error"));
        never.SetResult(Results.NoContent());
    }

    [Fact]
    public async Task Redirects_AreNotFollowed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        _receiver.Says(307, r => r.Headers.Location = elsewhere.Url);
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await hook.PostAsync("test", status: 202);
        var seen = await hook.DeliveryAsync(null, d => d.GetProperty("responseStatus").ValueKind == System.Text.Json
            .JsonValueKind.Number);
        Assert.Equal((307, "Pending"), (seen.Number("responseStatus"), seen.Text("state")));
        Assert.Empty(elsewhere.Received);
    }

    /// <summary>A name that was public when it was registered and leads inside now.</summary>
    [Theory]
    [InlineData("https://10.0.0.1/hook", "ForbiddenAddress")]
    [InlineData("https://[::ffff:169.254.169.254]/hook", "ForbiddenAddress")]
    [InlineData("http://10.0.0.1/hook", "ForbiddenAddress")]
    [InlineData("http://127.0.0.1:1/hook", "ConnectionRefused")]
    [InlineData("https://no-such-host.invalid/hook", "NameNotFound")]
    public async Task Addresses_AreCheckedAtEveryConnection(string url, string error)
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        await ExecuteAsync($"update webhook_subscriptions set url = '{url}' where id = '{hook.Id}'");
        await hook.PostAsync("test", status: 202);
        var seen = await hook.DeliveryAsync(null, d => d.Text("error") is not null);
        Assert.Equal(error, seen.Text("error"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
