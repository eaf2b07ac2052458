using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Consumers;

/// <summary>
/// Set-based writes to the directory copy. The revision comes last in each transaction: its row is the only one that
/// all consumers share, and a replica that sees it grown sees everything that was written before it.
/// </summary>
internal static class DirectoryChange
{
    private const string GrowSql = "update directory_revision set revision = revision + 1 where id = 1";

    public static async Task<int> ExecuteAsync(
        this GrievancesDb db, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(ct);
    }

    public static Task GrowRevisionAsync(this GrievancesDb db, CancellationToken ct) => db.ExecuteAsync(GrowSql, ct);

    /// <summary>
    /// Of several facts about one thing the newest; in id order, so that two batches lock rows in the same order.
    /// </summary>
    public static List<T> Newest<T, TKey>(this IEnumerable<T> facts, Func<T, TKey> key, Func<T, long> version)
        where TKey : notnull =>
        [.. facts.GroupBy(key).Select(g => g.MaxBy(version)!).OrderBy(key)];
}
