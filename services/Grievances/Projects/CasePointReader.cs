using Npgsql;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;

namespace RiderPlatform.Grievances.Projects;

/// <summary>The cases of a window, in one pass over an index.</summary>
internal static class CasePointReader
{
    /// <summary>
    /// Ids grow with time and no case is older than it says, so that the primary key finds those of the window among
    /// all there ever were. Void cases are no cases; appeals are no matter of a place; what a closed project that
    /// holds has dealt with is not counted again.
    /// </summary>
    private const string Read = """
        select c.id, c.category, c.region_code, c.longitude, c.latitude, c.reported_at, c.kind, c.open,
            c.reopenings > 0, c.returns > 0, c.reporter_id
        from cases c
        where c.id >= $1 and c.region_code like $2 and c.reported_at >= $3 and c.reported_at < $4
            and c.kind <> 'Appeal' and (c.open or c.outcome = 'Solved')
            and not exists (select from project_cases x join projects p on p.id = x.project_id
                where x.case_id = c.id and x.active and p.status = 'Held')
        """;

    public static async Task<List<CasePoint>> ReadAsync(
        GrievancesDb db, string region, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Read, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = FirstIdOf(from) });
        command.Parameters.Add(new() { Value = region + "%" });
        command.Parameters.Add(new() { Value = from.UtcDateTime });
        command.Parameters.Add(new() { Value = to.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var points = new List<CasePoint>();
        while (await reader.ReadAsync(ct))
        {
            points.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2),
                reader.IsDBNull(3) ? null : new Position(reader.GetDouble(3), reader.GetDouble(4)),
                reader.GetFieldValue<DateTimeOffset>(5), Enum.Parse<CaseKind>(reader.GetString(6)),
                reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9),
                reader.IsDBNull(10) ? null : reader.GetGuid(10)));
        }

        return points;
    }

    /// <summary>No version 7 id of this moment or later is smaller.</summary>
    private static Guid FirstIdOf(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, moment.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
