using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace RiderPlatform.Points.Tests.Closes;

public sealed class SealTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Closer _closer = new(fixture);

    /// <summary>Whoever owns the database can change it, but not unseen.</summary>
    [Theory]
    [InlineData("update transfer set amount = amount + 1 where id = $1",
        "update transfer set amount = amount - 1 where id = $1", "unsealed")]
    [InlineData("update transfer set rider_id = $1 where id = $1",
        "update transfer set rider_id = null where id = $1", "unsealed")]
    [InlineData("update transfer set tx = 1, at = at - interval '40 days', id = uuid7(at - interval '40 days') "
        + "where id = $1", "update transfer set id = $1, tx = default, at = at + interval '40 days' where tx = 1",
        "unsealed")]
    [InlineData("update day_close set root = sha256(root) where $1 is not null and day = (select max(day) from "
        + "day_close where transfers > 0)", null, "misclosed")]
    [InlineData("update close_chunk set leaves[1] = leaves[2] where number = 0 and $1 = any(ids)", null, "misclosed")]
    public async Task ChangedRow_OfAClosedDay_IsNamed(string change, string? back, string kind)
    {
        var rider = await fixture.RiderWithAsync(60);
        var id = (await _closer.EntriesAsync(rider))[0].GetProperty("id").GetGuid();
        await _closer.CloseAsync();
        await fixture.VerifyAsync();
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        var kept = await fixture.ScalarAsync<string>("select string_agg(encode(root, 'hex'), ',') from day_close");
        await ChangeAsync(source, "create table kept as select * from day_close", null);
        await ChangeAsync(source, "create table parts as select * from close_chunk", null);
        await ChangeAsync(source, change, id);
        var proof = await fixture.Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.False(proof.GetProperty("holds").GetBoolean());
        var wrong = proof.GetProperty(kind).EnumerateArray().ToList();
        Assert.NotEmpty(wrong);
        if (kind == "unsealed")
        {
            Assert.Contains(id, wrong.Select(w => w.GetGuid()));
        }

        if (back is not null)
        {
            await ChangeAsync(source, back, id);
        }

        await ChangeAsync(source, "update day_close d set root = k.root from kept k where k.day = d.day", null);
        await ChangeAsync(source, """
            update close_chunk c set leaves = p.leaves from parts p where p.day = c.day and p.number = c.number
            """, null);
        await ChangeAsync(source, "drop table kept, parts", null);
        Assert.Equal(kept, await fixture.ScalarAsync<string>(
            "select string_agg(encode(root, 'hex'), ',' order by day) from day_close"));
        await fixture.VerifyAsync();
    }

    private static async Task ChangeAsync(NpgsqlDataSource source, string sql, Guid? id)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var set = new NpgsqlCommand("set session_replication_role = replica", connection))
        {
            await set.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        if (id is { } value)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
