using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Warnings;

/// <summary>Warnings that can be in force, without their original: a city has a few of them at a time.</summary>
internal sealed class WarningsInForce
{
    /// <summary>More at a time than all the weather stations of a province issue.</summary>
    private const int Most = 2000;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly IReadOnlyList<Known> _all;

    private WarningsInForce(long seen, IReadOnlyList<Known> all) => (Seen, _all) = (seen, all);

    /// <summary>Every message up to this <see cref="WarningRow.Seq"/> is among them.</summary>
    public long Seen { get; }

    public sealed record Known(
        Guid Id, WarningLevel Level, DateTimeOffset? EndedAt, IReadOnlyList<WarningPart> Parts)
    {
        public bool Covers(Position? position, string region, DateTimeOffset from, DateTimeOffset to) =>
            Parts.Any(p => p.Covers(position, region, from, to, EndedAt));
    }

    /// <summary>Those that were in force at any moment of [from, to].</summary>
    public static async Task<WarningsInForce> ReadAsync(
        GrievancesDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        // First how far, then what: a message that comes in between is looked at once more, and none is missed.
        var seen = await SeenAsync(db, ct);
        var rows = await db.Set<WarningRow>().AsNoTracking()
            .Where(w => w.Warns && w.From <= to && w.Until > from && (w.EndedAt == null || w.EndedAt > from))
            .OrderByDescending(w => w.Seq).Take(Most)
            .Select(w => new { w.Id, w.Level, w.EndedAt, w.Parts }).ToListAsync(ct);
        return new(seen, rows.ConvertAll(r => new Known(r.Id, r.Level, r.EndedAt, PartsOf(r.Parts))));
    }

    public static async Task<long> SeenAsync(GrievancesDb db, CancellationToken ct) =>
        await db.Set<WarningRow>().MaxAsync(w => (long?)w.Seq, ct) ?? 0;

    public static IReadOnlyList<WarningPart> PartsOf(string json) =>
        JsonSerializer.Deserialize<List<WarningPart>>(json, Json)!;

    /// <summary>Of several the worst, and of equals the latest.</summary>
    public Known? Worst(Position? position, string region, DateTimeOffset from, DateTimeOffset to) =>
        _all.Where(w => w.Covers(position, region, from, to)).MaxBy(w => w.Level);
}
