using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace RiderPlatform.Bench.Seeding;

/// <summary>
/// A city's year of cases, written by the database itself: twenty counties, each case with its place, unit, due
/// moments, events, timer, changes of due moments and supervise orders, as the service would have left them. What
/// becomes of a case is one of the fates of <see cref="LifeSql"/>, at a speed of its own; a hundredth is stuck half-way
/// and waits. The same count gives the same cases but for the moment that the year ends at.
/// </summary>
internal sealed class SeededCases(NpgsqlDataSource grievances)
{
    /// <summary>In the number, so that they are told from cases that came through the door.</summary>
    public const string NumberPrefix = "XSSEED-";

    private static readonly string[] Statements =
    [
        LifeSql.Steps, LifeSql.Lives, CaseSql.Cases, CaseSql.Events, CaseSql.Changes, CaseSql.Orders,
        CaseSql.Supervised, CaseSql.Timers,
    ];

    /// <summary>
    /// As many as are wanted in all: parts of one run use the same ones. The time it took is a figure, where it did.
    /// </summary>
    public static async Task<IReadOnlyList<Figure>> OfAsync(Subject subject, int count)
    {
        var database = subject.Database("grievances-db");
        var there = await database.ScalarAsync<long>(
            "select count(*) from cases where number like $1 || '%'", NumberPrefix);
        if (there >= count)
        {
            return [];
        }

        var took = await new SeededCases(database).AddAsync(count - (int)there);
        var name = string.Create(CultureInfo.InvariantCulture, $"{count - there:#,0} cases with their events");
        return [new Figure("seed", name, took.TotalSeconds, "s")];
    }

    /// <summary>Adds <paramref name="count"/> cases that were reported in the year before now.</summary>
    public async Task<TimeSpan> AddAsync(int count)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await grievances.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // Agencies are not told of what never happened.
            await RunAsync(connection, "set local synchronous_commit = off");
            await RunAsync(connection, "set local work_mem = '64MB'");
            await RunAsync(connection, "alter table case_events disable trigger user");
            foreach (var statement in Statements)
            {
                await RunAsync(connection, statement.Replace("{count}", $"{count}", StringComparison.Ordinal));
            }

            await RunAsync(connection, "alter table case_events enable trigger user");
            await transaction.CommitAsync();
        }

        await RunAsync(
            connection, "vacuum (analyze) cases, case_events, case_timers, supervise_orders, case_due_changes");
        // What was just written is on the disk before anything is measured.
        await RunAsync(connection, "checkpoint");
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
