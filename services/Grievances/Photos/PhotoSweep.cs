using Npgsql;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Photos;

/// <summary>
/// Removes what no case refers to: blobs whose transaction was rolled back, and uploads that a crash left behind. Looks
/// only at the days 2 to 8 days ago, where nothing is written any more: a blob of the same content that is stored now
/// goes to today's folder. Two replicas at once do no harm.
/// </summary>
public sealed class PhotoSweep(
    FolderPhotoStore files, IPhotoStore store, NpgsqlDataSource source, TimeProvider time, ILogger<PhotoSweep> logger)
    : BackgroundService
{
    private const string Orphans = """
        select k from unnest($1::text[]) k
        where not exists (select from case_photos p where p.blob = k)
          and not exists (select from case_photos p where p.thumbnail = k)
          and not exists (select from demand_photos p where k in (p.blob, p.thumbnail))
          and not exists (select from lab_report_pages p where k in (p.blob, p.thumbnail))
          and not exists (select from verification_photos p where k in (p.blob, p.thumbnail))
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>
    /// An upload of a killed service still has its camera's position and number: it goes at the first chance.
    /// </summary>
    private static readonly TimeSpan UploadInterval = TimeSpan.FromMinutes(5);

    /// <summary>No request takes longer, so nobody is reading the file any more; the folder is all replicas'.</summary>
    private static readonly TimeSpan UploadLife = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(UploadInterval, time);
        var swept = time.GetTimestamp();
        do
        {
            try
            {
                SweepUploads();
                if (time.GetElapsedTime(swept) >= Interval)
                {
                    swept = time.GetTimestamp();
                    await SweepAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Photos could not be swept: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many files were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var removed = SweepUploads();
        var today = ChinaTime.DayOf(time.GetUtcNow());
        for (var ago = 2; ago <= 8; ago++)
        {
            foreach (var keys in store.KeysOf(today.AddDays(-ago)).Chunk(5000))
            {
                removed += await SweepAsync(keys, ct);
            }
        }

        return removed;
    }

    private int SweepUploads()
    {
        var old = new DirectoryInfo(files.TemporaryFolder).EnumerateFiles()
            .Where(f => f.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - UploadLife).ToList();
        old.ForEach(f => f.Delete());
        return old.Count;
    }

    private async Task<int> SweepAsync(string[] keys, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Orphans);
        command.Parameters.Add(new() { Value = keys });
        var orphans = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            orphans.Add(reader.GetString(0));
        }

        orphans.ForEach(store.Delete);
        return orphans.Count;
    }
}
