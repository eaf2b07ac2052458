using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Harness;
using RiderPlatform.Points.Audit;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Audit;

/// <summary>
/// The auditor finds what is planted, and freezes redemptions and nothing else until a person lifts it.
/// </summary>
public sealed class AuditTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const string Path = "/api/v1/points/audit";

    [Fact]
    public async Task BrokenBalance_FreezesRedemptionsAndNotAwards_UntilAPersonLiftsIt()
    {
        await AuditAsync();
        var rider = await fixture.RiderWithAsync(60);
        await AuditAsync();
        Assert.False((await StateAsync()).GetProperty("frozen").GetBoolean());
        const string Bend = "update account set credits = credits + {0} where owner_id = {1}";
        await ExecuteAsync(Bend, 1, rider);
        await AuditAsync();
        await AuditAsync();

        var state = await StateAsync();
        var found = state.GetProperty("violations").GetProperty("items").EnumerateArray()
            .Where(v => v.GetProperty("liftedAt").ValueKind == JsonValueKind.Null).ToList();
        Assert.Equal(["Unequal", "Unlotted"], found.Select(v => v.GetProperty("kind").GetString()).Order());
        var account = await fixture.ScalarAsync<string>("select id::text from account where owner_id = $1", rider);
        Assert.All(found, v => Assert.Equal(account, v.GetProperty("subject").GetString()));
        Assert.Contains("\"ledger\":\"Degraded\"", await fixture.Administrator.GetStringAsync("/health"),
            StringComparison.Ordinal);
        var reward = await fixture.RewardAsync(price: 30);
        var path = $"/api/v1/rewards/{reward}/redemptions";
        Assert.Equal("RedemptionsFrozen",
            await (await fixture.Rider(rider).PostAsync(path)).RefusalAsync(HttpStatusCode.Conflict));
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Minor"));
        Assert.Equal(66, (await fixture.PointsOfAsync(rider)).Balance);

        await ExecuteAsync(Bend, -1, rider);
        var lifting = $"{Path}/violations/{found[0].GetProperty("id").GetGuid()}/lifting";
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Rider(rider).PostAsync(lifting)).StatusCode);
        await (await fixture.Administrator.PostAsync(lifting, new { reason = " " }))
            .ReadAsync(HttpStatusCode.BadRequest);
        foreach (var one in found)
        {
            await (await fixture.Administrator.PostAsync(
                $"{Path}/violations/{one.GetProperty("id").GetGuid()}/lifting", new { reason = "手工改动，已恢复" }))
                .ReadAsync(HttpStatusCode.OK);
        }

        Assert.Equal("AlreadyLifted", await (await fixture.Administrator.PostAsync(lifting, new { reason = "再次" }))
            .RefusalAsync(HttpStatusCode.Conflict));
        await AuditAsync();
        await (await fixture.Rider(rider).PostAsync(path)).ReadAsync(HttpStatusCode.Created);
        await fixture.VerifyAsync();
    }

    /// <summary>Each is planted, found by name, and taken away.</summary>
    [Theory]
    [InlineData("Undecided", "update award_decision set points = points - 1, wanted = wanted + 1 where rider_id = $1")]
    [InlineData("Unsourced", "delete from lot_use where lot_id in (select id from lot where rider_id = $1)")]
    [InlineData("Unlotted", "update lot set used = 0 where rider_id = $1")]
    [InlineData("Unequal", "delete from transfer where rider_id = $1")]
    [InlineData("Unbacked", "update account set debits = debits + 1 where id = (select committed_account from fund f "
        + "join award_decision d on d.fund_id = f.id where d.rider_id = $1 limit 1)")]
    public async Task PlantedRow_IsFoundByName(string kind, string sql)
    {
        var rider = await fixture.RiderWithAsync(60);
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30));
        await using var connection = new NpgsqlConnection(fixture.Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "set local session_replication_role = replica");
        await ExecuteAsync(connection, sql, rider);
        // All of it in the transaction that planted it, which then never was. Without an end: other databases of the
        // cluster may have older transactions open.
        var position = await ScalarAsync(connection, "select position from audit_state");
        var found = await new Look(connection, TimeProvider.System.GetUtcNow()).FindAsync(
            position, long.MaxValue, 20_000, CancellationToken.None);
        Assert.Contains(kind, found.Select(f => f.Kind));
    }

    /// <summary>Many at once, some of them open while others end: none is missed, none counted twice.</summary>
    [Fact]
    public async Task Auditors_OfTwoReplicas_BesidePostings_FindNothingInTrueBooks()
    {
        var replica = await fixture.StartReplicaAsync();
        var riders = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToArray();
        var posting = Parallel.ForEachAsync(
            Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (b, _) => await PointsFixture.ConsumeAsync(
                b % 2 == 0 ? fixture.Services : replica.Services,
                [.. Enumerable.Range(0, 10).Select(i => PointsFixture.Closed(riders[(b + (i * 7)) % 40], "Minor"))]));
        var looks = 0;
        do
        {
            await Task.WhenAll(AuditAsync(fixture.Services), AuditAsync(replica.Services));
            looks++;
        }
        while (!posting.IsCompleted);
        await posting;
        await AllAuditedAsync();
        var state = await StateAsync();
        Assert.False(state.GetProperty("frozen").GetBoolean(), $"after {looks} looks: {state}");
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Restart_CountsEverythingAnew()
    {
        await fixture.RiderWithAsync(30);
        await AuditAsync();
        await ExecuteAsync("update audit_state set position = 9000000000000000000 where {0} = {1}", 1, 1);
        await AllAuditedAsync();
        Assert.False((await StateAsync()).GetProperty("frozen").GetBoolean());
    }

    /// <summary>Transactions of other databases of the cluster may hold the auditor back for a while.</summary>
    private Task<(long Audited, long All)> AllAuditedAsync() => Eventually.IsAsync(async () =>
    {
        await AuditAsync();
        return (Audited: (await StateAsync()).GetProperty("transfers").GetInt64(),
            All: await fixture.ScalarAsync<long>("select count(*) from transfer"));
    }, seen => seen.Audited == seen.All);

    private Task AuditAsync() => AuditAsync(fixture.Services);

    private static async Task AuditAsync(IServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<AuditLedger>().AuditAsync(CancellationToken.None);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            // The other replica looked between snapshot and lock: the next look sees it.
            return;
        }
    }

    private Task<JsonElement> StateAsync() => fixture.Administrator.GetFromJsonAsync<JsonElement>(Path);

    private Task<int> ExecuteAsync(string sql, params object[] values) =>
        fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(sql, values));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
