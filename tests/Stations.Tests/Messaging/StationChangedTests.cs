using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;

namespace RiderPlatform.Stations.Tests.Messaging;

public sealed class StationChangedTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    /// <summary>Until somebody listens the facts wait; then all of them come, the demo city's too.</summary>
    [Fact]
    public async Task StationChanged_IsPublishedOncePerVersion_AndWaitsUntilSomebodyListens()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        using var closed = await fixture.Secretary.SendAsync(
            HttpMethod.Post, $"/api/v1/stations/{station.Id()}/closure",
                new JsonObject { ["version"] = 1, ["reason"] = "搬迁" });
        closed.EnsureSuccessStatusCode();
        await using var listener = await ListenAsync();

        await Eventually.IsAsync(() => Task.FromResult(Of(station.Id()).Count), n => n == 2, TimeSpan.FromSeconds(60));
        Assert.Equal([(1L, true), (2L, false)], Of(station.Id())
            .Select(m => (m.Version(), m["active"]!.GetValue<bool>())).Order());
        var first = Of(station.Id()).First(m => m.Version() == 1);
        Assert.Equal(
            (StationsFixture.Runner.ToString(), StationsFixture.Street),
            (first.Text("organisationId"), first.Text("regionCode")));
        await Eventually.IsAsync(() => Task.FromResult(_heard.Count), n => n == 261, TimeSpan.FromSeconds(60));

        using var again = await fixture.ClientFor(null, new Grant(Roles.Administrator, "", null))
            .PostAsJsonAsync("/api/v1/stations/republish", new { });
        Assert.Equal(260, (await again.BodyAsync(System.Net.HttpStatusCode.OK))["published"]!.GetValue<int>());
        await Eventually.IsAsync(() => Task.FromResult(_heard.Count), n => n == 521, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Register_Refused_PublishesNothing()
    {
        var before = await OutboxAsync();
        using var refused =
            await fixture.Secretary.PostAsJsonAsync(
            "/api/v1/stations", Scenarios.Request(r => r["regionCode"] = "510104999"));
        Assert.False(refused.IsSuccessStatusCode);
        Assert.DoesNotContain(await OutboxAsync(), o => !before.Contains(o));
    }

    [Fact]
    public async Task Model_HasNoPendingChanges() =>
        Assert.False(
            await fixture.WithAsync<StationsDb, bool>(db => Task.FromResult(db.Database.HasPendingModelChanges())));

    private readonly ConcurrentBag<JsonObject> _heard = [];

    private IReadOnlyList<JsonObject> Of(string station) => [.. _heard.Where(m => m.Text("stationId") == station)];

    private Task<HashSet<Guid>> OutboxAsync() =>
        fixture.WithAsync<StationsDb, HashSet<Guid>>(db => db.Set<OutboxRow>().Select(o => o.Id).ToHashSetAsync());

    private async Task<IConnection> ListenAsync()
    {
        var connection = await new ConnectionFactory { Uri = new Uri(fixture.Broker) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("ear", durable: false, exclusive: true, autoDelete: false);
        await channel.QueueBindAsync("ear", "station-changed.v1", "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            _heard.Add(JsonNode.Parse(e.Body.Span)!.AsObject());
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("ear", autoAck: true, consumer);
        return connection;
    }
}
