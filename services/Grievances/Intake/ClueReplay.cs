using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// The first answer again, put together from the case's first events: the case itself may have moved on.
/// </summary>
public sealed class ClueReplay(NpgsqlDataSource source)
{
    private const string Find = """
        select c.id, c.number, c.category, c.severity, c.region_code, c.reported_at, c.request_hash, r.data, d.unit_id,
               (select count(*)::int from case_photos p where p.case_id = c.id and p.version = 1)
        from cases c
        join case_events r on r.case_id = c.id and r.version = 1
        left join case_events d on d.case_id = c.id and d.version = 2 and d.actor_role = 'system'
        where c.idempotency_key = $2 and
        """;

    private const string OfRider = Find + " c.reporter_id = $1";
    private const string OfStaff = Find + " c.registered_by = $1";

    /// <summary>Null where the caller has not used the key.</summary>
    internal async Task<Earlier?> FindAsync(ClueCaller caller, RoutingSnapshot snapshot, CancellationToken ct)
    {
        if (caller.Key is not { } key)
        {
            return null;
        }

        await using var command = source.CreateCommand(caller.RiderId is null ? OfStaff : OfRider);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = caller.RiderId ?? caller.Subject });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader, snapshot) : null;
    }

    private static Earlier Read(NpgsqlDataReader row, RoutingSnapshot snapshot)
    {
        var region = row.GetString(4);
        var found = JsonSerializer.Deserialize(row.GetString(7), ClueJson.Facts.RegionRecord)!;
        var unit = row.IsDBNull(8) ? null
            : new ReportClue.AnsweringUnit(row.GetGuid(8), snapshot.Units.GetValueOrDefault(row.GetGuid(8))?.Name
            ?? "");
        var answer = new ReportClue.Answer(
            row.GetGuid(0), row.GetString(1), unit is null ? "Registered" : "Dispatched", unit is null ? 1
                : 2, row.GetString(2),
            NewCase.SeverityName((Severity)row.GetInt16(3)), region, snapshot.Regions.NameOf(region), found.LocatedBy,
                found.Candidates,
            unit, row.GetInt32(9), row.GetFieldValue<DateTimeOffset>(5));
        return new Earlier(row.GetGuid(6), answer);
    }

    /// <param name="Hash">Of the content that the key was used with.</param>
    public sealed record Earlier(Guid Hash, ReportClue.Answer Answer)
    {
        public Results<CreatedClue, ProblemHttpResult> As(Guid? hash) =>
            hash == Hash ? new CreatedClue(Answer, replayed: true) : Refusals.IdempotencyKeyReused.ToProblem();
    }
}
