namespace RiderPlatform.Grievances.Domain;

/// <summary>What a photo says of itself; either may be missing.</summary>
public sealed record PhotoFacts(Position? At, DateTimeOffset? TakenAt);

/// <summary>
/// Whether the evidence was photographed at the spot, and after the report: by what the photos say of themselves. It is
/// said on the timeline and refuses nothing, because positions err and many telephones leave them out; who verifies the
/// case sees it.
/// </summary>
/// <param name="Metres">From the case's place to where the farthest photo was taken; null: unknown.</param>
/// <param name="TakenAt">The earliest photo; null: unknown.</param>
public sealed record SpotCheck(double? Metres, DateTimeOffset? TakenAt, bool TooFar, bool TooEarly)
{
    /// <summary>A telephone's clock may go wrong by so much.</summary>
    private static readonly TimeSpan Slip = TimeSpan.FromMinutes(10);

    /// <summary>Null where no photo says anything.</summary>
    public static SpotCheck? Of(IReadOnlyList<PhotoFacts> photos, Position? place, DateTimeOffset reported)
    {
        var metres = place is { } spot
            ? photos.Where(p => p.At is not null).Max(p => (double?)spot.MetresTo(p.At!.Value)) : null;
        var taken = photos.Min(p => p.TakenAt);
        return metres is null && taken is null ? null : new(metres is { } m ? Math.Round(m) : null,
            taken?.ToUniversalTime(), metres > VerificationRules.WithinMetres, taken < reported - Slip);
    }

    /// <summary>A sentence.</summary>
    public Wording Words
    {
        get
        {
            var at = TakenAt is { } taken ? $"{taken.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm}" : null;
            Wording[] parts =
            [
                .. Metres is not { } m ? [] : TooFar
                    ? new[] { new Wording($"距现场 {m:0} 米，不在现场", $"{m:0} m away: not at the spot") }
                    : [new Wording($"距现场 {m:0} 米", $"{m:0} m away")],
                .. at is null ? [] : TooEarly
                    ? new[] { new Wording($"{at} 拍摄，早于上报", $"taken {at}: before the report") }
                    : [new Wording($"{at} 拍摄", $"taken {at}")],
            ];
            return new($"照片：{string.Join("，", parts.Select(p => p.Zh))}。",
                $"Photos: {string.Join(", ", parts.Select(p => p.En))}.");
        }
    }
}
