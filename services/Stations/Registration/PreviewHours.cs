using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>What a text of opening hours means, before anyone saves it.</summary>
internal static class PreviewHours
{
    private const int Changes = 10;

    /// <param name="Opens">False: it closes then.</param>
    public sealed record Change(DateTimeOffset At, bool Opens);

    /// <param name="Text">In words, in Chinese.</param>
    /// <param name="NextChanges">At most ten; none for hours that never change.</param>
    public sealed record Answer(
        string Hours, string Text, string TextEn, DateTimeOffset At, bool OpenNow, DateTimeOffset? ClosesAt,
        DateTimeOffset? OpensAt, IReadOnlyList<Change> NextChanges);

    /// <param name="at">Now unless said.</param>
    public static Results<Ok<Answer>, ProblemHttpResult> Handle(string? hours, DateTimeOffset? at, TimeProvider time)
    {
        var invalid = new Invalid()
            .When(at?.Year is < 2000 or > 2098, "at", "时间须在 2000 至 2098 年之间。", "From 2000 to 2098.");
        var read = OfferingsReader.ReadHours(invalid, hours, "hours");
        if (read is null || invalid.Any)
        {
            return invalid.ToProblem();
        }

        var now = at ?? time.GetUtcNow();
        var (zh, en) = HoursWords.Of(read);
        var state = read.At(now, PublicHolidays.Announced);
        return TypedResults.Ok(new Answer(
            read.Text, zh, en, now, state.OpenNow, state.ClosesAt, state.OpensAt,
            [.. After(read, now, state.OpenNow).Take(Changes)]));
    }

    private static IEnumerable<Change> After(OpeningHours hours, DateTimeOffset now, bool open)
    {
        while (hours.NextChange(now, PublicHolidays.Announced) is { } next)
        {
            (now, open) = (next, !open);
            yield return new Change(next, open);
        }
    }
}
