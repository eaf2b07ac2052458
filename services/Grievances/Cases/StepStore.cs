using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Writes the steps of cases; plain Npgsql because half a dozen of them make the life of each case. Those that arrive
/// together go together, see <see cref="Together{TWork, TAnswer}"/>.
/// </summary>
public sealed class StepStore : BackgroundService
{
    private readonly Together<StepWrite, bool> _together;

    public StepStore(NpgsqlDataSource source) => _together = new(
        Comparer<StepWrite>.Create((a, b) => a.CaseId.CompareTo(b.CaseId)), async steps =>
        {
            await using var connection = await source.OpenConnectionAsync();
            return await WriteAsync(connection, steps, CancellationToken.None);
        });

    /// <summary>In a transaction of its own; false where the case has moved on, and nothing is written.</summary>
    internal Task<bool> TryWriteAsync(StepWrite step, CancellationToken ct) => _together.DoAsync(step, ct);

    /// <summary>The same in the transaction that <paramref name="db"/> is in.</summary>
    internal static async Task<bool> TryWriteAsync(GrievancesDb db, StepWrite step, CancellationToken ct) =>
        (await WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), [step], ct))[0];

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _together.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _together.RunAsync();

    private static async Task<IReadOnlyList<bool>> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<StepWrite> steps, CancellationToken ct)
    {
        var taken = new bool[steps.Count];
        var text = steps.Any(s => s.CallId is not null) ? StepSql.WithCalls : StepSql.Statement;
        await using var command = new NpgsqlCommand(text, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<byte[]>
                {
                    TypedValue = JsonSerializer.SerializeToUtf8Bytes(steps, StepWrite.Json),
                    NpgsqlDbType = NpgsqlDbType.Json,
                },
            },
        };
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            taken[reader.GetInt64(0) - 1] = true;
        }

        return taken;
    }
}
