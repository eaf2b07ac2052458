using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Warnings;

/// <summary>A weather warning.</summary>
/// <param name="Level">Red, Orange, Yellow or Blue: from the colour, else from CAP's severity.</param>
/// <param name="From">In force from this moment on.</param>
/// <param name="Until">In force before it; a message without <c>expires</c> holds for a day.</param>
/// <param name="Active">In force at the moment that was asked about.</param>
/// <param name="EndedAt">From then on another message stands in its place, or it was cancelled.</param>
/// <param name="Original">The CAP document, byte for byte, with <c>Accept: application/cap+xml</c>.</param>
public sealed record WarningView(
    Guid Id, string Identifier, string Sender, DateTimeOffset Sent, string Status, string MsgType, WarningLevel Level,
    Wording LevelName, string? Event, string? Headline, DateTimeOffset From, DateTimeOffset Until, bool Active,
    DateTimeOffset? EndedAt, Guid? EndedBy, IReadOnlyList<WarningPart> Parts, string Original)
{
    internal static WarningView Of(WarningRow w, DateTimeOffset at)
    {
        var parts = WarningsInForce.PartsOf(w.Parts);
        var first = parts is [var one, ..] ? one : null;
        return new WarningView(
            w.Id, w.Identifier, w.Sender, w.Sent, w.Status, w.MsgType, w.Level, WarningLevels.Said(w.Level),
            first?.Event, first?.Headline, w.From, w.Until,
            w.Warns && w.From <= at && at < w.Until && (w.EndedAt is null || at < w.EndedAt), w.EndedAt, w.EndedBy,
            parts, $"/api/v1/warnings/{w.Id}");
    }
}
