using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Lots;

namespace RiderPlatform.Points.Awards;

/// <summary>Points that a verified task promised.</summary>
/// <param name="Key">Once and for all: whatever is delivered again is decided once.</param>
/// <param name="Reference">The task, as the ledger names it.</param>
/// <param name="Subject">What it was, as <c>中文|English</c>: stands where a case has its severity.</param>
internal sealed record TaskAward(
    string Key, Guid Reference, Guid RiderId, string Category, string Subject, string Region, DateOnly Day,
    long Points);

/// <summary>
/// Posts them by the same function as the awards for cases: once a key, capped by rider and day, backed by the fund.
/// </summary>
internal static class TaskAwards
{
    /// <summary>The rule of what two persons gave by hand.</summary>
    public const string ManualGrant = "manual-grant";

    /// <summary>Most points of a rider for tasks of one day under one rule: two full demands.</summary>
    private const long DailyCap = 200;

    /// <summary>What is promised is written with each task; the rule itself has one version.</summary>
    private const int Version = 1;

    public static async Task PostAsync(
        PointsDb db, AwardMetrics metrics, LotLife life, string rule, IEnumerable<TaskAward> promised,
        DateTimeOffset now, CancellationToken ct, long cap = DailyCap)
    {
        var awards = promised.Where(a => a.Points > 0).ToArray();
        if (awards.Length == 0)
        {
            return;
        }

        await using var command = CommandOf(rule, awards, now, life.ExpiryOf(now, null), cap);
        command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        metrics.Posted(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static NpgsqlCommand CommandOf(
        string rule, TaskAward[] awards, DateTimeOffset now, DateTimeOffset expires, long cap)
    {
        var command = new NpgsqlCommand(AwardSql.PostAwards);
        Array(a => a.Key);
        Array(a => a.Reference);
        Array(a => a.RiderId);
        Array(a => a.Category);
        Array(a => a.Subject);
        Array(a => a.Region);
        Array(a => a.Day);
        Array(a => a.Points);
        Array(_ => cap);
        Array(_ => Version);
        Array(_ => Guid.CreateVersion7(now));
        Array(_ => expires);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = rule });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(
            new NpgsqlParameter<string?> { TypedValue = Activity.Current is { Recorded: true } a ? a.Id : null });
        return command;

        void Array<T>(Func<TaskAward, T> of) => command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = System.Array.ConvertAll(awards, a => of(a)) });
    }
}
