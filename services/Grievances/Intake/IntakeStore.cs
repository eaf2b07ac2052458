using Npgsql;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Photos;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Writes reports; plain Npgsql because this path decides how many reports a city can hold. Reports without photos go
/// together with those that arrive meanwhile, see <see cref="Together{TWork, TAnswer}"/>.
/// </summary>
public sealed class IntakeStore : BackgroundService
{
    private const string PhotoStatement = """
        insert into case_photos (id, case_id, version, blob, thumbnail, width, height, created_at)
        select p.id, $1, 1, p.blob, p.thumbnail, p.width, p.height, $2
        from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[]) as p (id, blob, thumbnail, width, height)
        where exists (select from cases where id = $1)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Together<NewCase, string?> _together;

    public IntakeStore(NpgsqlDataSource source)
    {
        _source = source;
        _together = new(new BySender(), async cases =>
        {
            var numbers = await InsertAsync([.. cases], [], CancellationToken.None);
            return [.. cases.Select(c => numbers.GetValueOrDefault(c.Id))];
        });
    }

    /// <summary>The case's number, or null when the reporter's key is taken: then nothing was written.</summary>
    /// <param name="beside">What belongs to this case in a table of its own: written with it or not at all.</param>
    public async Task<string?> TryInsertAsync(
        NewCase c, IReadOnlyList<StoredPhoto> photos, CancellationToken ct,
        IReadOnlyList<NpgsqlBatchCommand>? beside = null)
    {
        return photos.Count > 0 || beside is { Count: > 0 }
            ? (await InsertAsync([c], photos, ct, beside)).GetValueOrDefault(c.Id)
            : await _together.DoAsync(c, ct);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _together.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _together.RunAsync();

    /// <param name="photos">Of the one case.</param>
    private async Task<Dictionary<Guid, string>> InsertAsync(
        NewCase[] cases, IReadOnlyList<StoredPhoto> photos, CancellationToken ct,
        IReadOnlyList<NpgsqlBatchCommand>? beside = null)
    {
        var numbers = new Dictionary<Guid, string>(cases.Length);
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Reports(cases));
        if (DutyCalls.ForNew(cases) is { } calls)
        {
            batch.BatchCommands.Add(calls);
        }

        if (photos.Count > 0)
        {
            batch.BatchCommands.Add(Photos(cases[0], photos));
        }

        foreach (var command in beside ?? [])
        {
            batch.BatchCommands.Add(command);
        }

        await batch.PrepareAsync(ct);

        // A batch without BEGIN is one implicit transaction: all of its statements or none.
        await using var reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            numbers.Add(reader.GetGuid(0), reader.GetString(1));
        }

        await reader.NextResultAsync(ct);
        return numbers;
    }

    /// <summary>For a transaction that writes more than the reports; returns id and number of each.</summary>
    internal static NpgsqlBatchCommand Reports(NewCase[] cases)
    {
        var command = new NpgsqlBatchCommand(IntakeSql.Statement);
        Array(c => c.Id);
        Array(c => c.NumberPrefix);
        Array(c => c.Category);
        Array(c => c.Severity);
        Array(c => c.RegionCode);
        Array(c => c.Text);
        Array(c => c.Position?.Longitude);
        Array(c => c.Position?.Latitude);
        Array(c => c.ReporterId);
        Array(c => c.IdempotencyKey);
        Array(c => c.RequestHash);
        Array(c => c.UnitId);
        Array(c => c.ReportedAt.UtcDateTime);
        Array(c => c.ActorId);
        Array(c => c.LocationJson);
        Array(c => c.DecisionJson);
        Array(c => Guid.CreateVersion7(c.ReportedAt));
        Array(c => c.ReportedFact);
        Array(c => Guid.CreateVersion7(c.ReportedAt));
        Array(c => c.DispatchedFact);
        Array(c => c.TraceParent);
        Array(c => c.KindName);
        Array(c => c.ActorRole);
        Array(c => c.AnswersJson);
        Array(c => c.ReportedType);
        Array(c => c.RiderDueAt.UtcDateTime);
        Array(c => c.ResponseDueAt.UtcDateTime);
        Array(c => c.TimerAt.UtcDateTime);
        Array(c => c.DeadlineClass);
        return command;

        void Array<T>(Func<NewCase, T> of) =>
            command.Parameters.Add(new NpgsqlParameter<T[]>
                { TypedValue = System.Array.ConvertAll(cases, c => of(c)) });
    }

    private static NpgsqlBatchCommand Photos(NewCase c, IReadOnlyList<StoredPhoto> photos)
    {
        var command = new NpgsqlBatchCommand(PhotoStatement);
        command.Parameters.Add(new() { Value = c.Id });
        command.Parameters.Add(new() { Value = c.ReportedAt.UtcDateTime });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Id).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Blob).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Thumbnail).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Width).ToArray() });
        command.Parameters.Add(new() { Value = photos.Select(x => x.Height).ToArray() });
        return command;
    }

    private sealed class BySender : IComparer<NewCase>
    {
        public int Compare(NewCase? x, NewCase? y) => x!.Sender.CompareTo(y!.Sender) is not 0 and var order
            ? order
            : string.CompareOrdinal(x.IdempotencyKey, y.IdempotencyKey);
    }
}
