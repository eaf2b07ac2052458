using Npgsql;
using NpgsqlTypes;
using RiderPlatform.Grievances.Photos;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Writes a report in one round trip; plain Npgsql because this path decides how many reports a city can hold.
/// </summary>
public sealed class IntakeStore(NpgsqlDataSource source)
{
    private const string PhotoStatement = """
        insert into case_photos (id, case_id, version, blob, thumbnail, width, height, created_at)
        select p.id, $1, 1, p.blob, p.thumbnail, p.width, p.height, $2
        from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[]) as p (id, blob, thumbnail, width, height)
        where exists (select from cases where id = $1)
        """;

    /// <summary>The case's number, or null when the reporter's key is taken: then nothing was written.</summary>
    public async Task<string?> TryInsertAsync(NewCase c, IReadOnlyList<StoredPhoto> photos, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Case(c));
        if (photos.Count > 0)
        {
            batch.BatchCommands.Add(Photos(c, photos));
        }

        // A batch without BEGIN is one implicit transaction: both statements or neither.
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var number = await reader.ReadAsync(ct) ? reader.GetString(0) : null;
        await reader.NextResultAsync(ct);
        return number;
    }

    private static NpgsqlBatchCommand Case(NewCase c)
    {
        var command = new NpgsqlBatchCommand(IntakeSql.Statement);
        var p = command.Parameters;
        p.Add(Uuid(c.Id));
        p.Add(Text(c.NumberPrefix));
        p.Add(Text(c.Category));
        p.Add(new NpgsqlParameter<short> { TypedValue = c.Severity });
        p.Add(Text(c.RegionCode));
        p.Add(Text(c.UnitId is null ? "Registered" : "Dispatched"));
        p.Add(new NpgsqlParameter<int> { TypedValue = c.UnitId is null ? 1 : 2 });
        p.Add(Text(c.Text));
        p.Add(Degrees(c.Position?.Longitude));
        p.Add(Degrees(c.Position?.Latitude));
        p.Add(Uuid(c.ReporterId));
        p.Add(Text(c.IdempotencyKey));
        p.Add(Uuid(c.RequestHash));
        p.Add(Uuid(c.UnitId));
        p.Add(new NpgsqlParameter<DateTime> { TypedValue = c.ReportedAt.UtcDateTime,
            NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(Uuid(c.ActorId));
        p.Add(Text(c.LocationJson));
        p.Add(Text(c.DecisionJson));
        p.Add(Uuid(Guid.CreateVersion7(c.ReportedAt)));
        p.Add(Text(c.ReportedFact));
        p.Add(Uuid(Guid.CreateVersion7(c.ReportedAt)));
        p.Add(Text(c.DispatchedFact));
        p.Add(Text(c.TraceParent));
        return command;
    }

    private static NpgsqlBatchCommand Photos(NewCase c, IReadOnlyList<StoredPhoto> photos)
    {
        var command = new NpgsqlBatchCommand(PhotoStatement);
        command.Parameters.Add(Uuid(c.Id));
        command.Parameters.Add(new() { Value = c.ReportedAt.UtcDateTime });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Id).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Blob).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Thumbnail).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Width).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Height).ToArray() });
        return command;
    }

    private static NpgsqlParameter Text(string? value) => value is null
        ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
        : new NpgsqlParameter<string> { TypedValue = value };

    private static NpgsqlParameter Uuid(Guid? value) => value is { } id
        ? new NpgsqlParameter<Guid> { TypedValue = id }
        : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter Degrees(double? value) => value is { } degrees
        ? new NpgsqlParameter<double> { TypedValue = degrees }
        : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double };
}
