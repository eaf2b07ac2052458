using System.Threading.Channels;
using Npgsql;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Writes reports; plain Npgsql because this path decides how many reports a city can hold. Reports without photos that
/// arrive while others are being written go together in the next transaction: a rider alone does not wait, and under
/// load a commit and a round trip are shared by many. Each still has its own answer, and none its neighbour's fault.
/// </summary>
public sealed class IntakeStore(NpgsqlDataSource source) : BackgroundService
{
    /// <summary>One writes while the other collects.</summary>
    private const int Writers = 2;
    private const int MostTogether = 64;

    /// <summary>Longer than a statement may take: whoever waits past it is answered 503 and tries again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private const string PhotoStatement = """
        insert into case_photos (id, case_id, version, blob, thumbnail, width, height, created_at)
        select p.id, $1, 1, p.blob, p.thumbnail, p.width, p.height, $2
        from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[]) as p (id, blob, thumbnail, width, height)
        where exists (select from cases where id = $1)
        """;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>();

    /// <summary>The case's number, or null when the reporter's key is taken: then nothing was written.</summary>
    /// <param name="beside">What belongs to this case in a table of its own: written with it or not at all.</param>
    public async Task<string?> TryInsertAsync(
        NewCase c, IReadOnlyList<StoredPhoto> photos, CancellationToken ct, NpgsqlBatchCommand? beside = null)
    {
        if (photos.Count > 0 || beside is not null)
        {
            return (await InsertAsync([c], photos, ct, beside)).GetValueOrDefault(c.Id);
        }

        var waiting = new Waiting(c);
        if (!_waiting.Writer.TryWrite(waiting))
        {
            throw new TimeoutException("The service is stopping.");
        }

        try
        {
            return await waiting.Number.WaitAsync(Patience, ct);
        }
        catch
        {
            // Who gives up takes the report back, if no writer has it yet: it is not written for nobody.
            waiting.TryTake();
            throw;
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        // What waits is still written; the writers end when nothing is left.
        _waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync()));

    private async Task WriteAsync()
    {
        var together = new List<Waiting>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var next))
            {
                if (next.TryTake())
                {
                    together.Add(next);
                }
            }

            // In one order everywhere: two transactions that hold the same keys wait for each other, never in a circle.
            together.Sort();
            await AnswerAsync(together);
            together.Clear();
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Waiting> together)
    {
        try
        {
            var numbers = await InsertAsync([.. together.Select(w => w.Case)], [], CancellationToken.None);
            foreach (var waiting in together)
            {
                waiting.Answer(numbers.GetValueOrDefault(waiting.Case.Id));
            }
        }
        catch (Exception e) when (together.Count > 1 && !TransientFaults.IsTransient(e))
        {
            // One of them cannot be stored; each alone shows which.
            foreach (var waiting in together)
            {
                await AnswerAsync([waiting]);
            }
        }
        catch (Exception e)
        {
            foreach (var waiting in together)
            {
                waiting.Fail(e);
            }
        }
    }

    /// <param name="photos">Of the one case.</param>
    private async Task<Dictionary<Guid, string>> InsertAsync(
        NewCase[] cases, IReadOnlyList<StoredPhoto> photos, CancellationToken ct, NpgsqlBatchCommand? beside = null)
    {
        var numbers = new Dictionary<Guid, string>(cases.Length);
        if (cases.Length == 0)
        {
            return numbers;
        }

        await using var connection = await source.OpenConnectionAsync(ct);
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

        if (beside is not null)
        {
            batch.BatchCommands.Add(beside);
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

    /// <summary>
    /// A report between its request and its writer; whoever takes it first decides what becomes of it.
    /// </summary>
    private sealed class Waiting(NewCase c) : IComparable<Waiting>
    {
        private readonly TaskCompletionSource<string?> _number =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;

        public NewCase Case => c;

        public Task<string?> Number => _number.Task;

        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public void Answer(string? number) => _number.TrySetResult(number);

        public void Fail(Exception e) => _number.TrySetException(e);

        public int CompareTo(Waiting? other) => Case.Sender.CompareTo(other!.Case.Sender) is not 0 and var order
            ? order
            : string.CompareOrdinal(Case.IdempotencyKey, other.Case.IdempotencyKey);
    }
}
