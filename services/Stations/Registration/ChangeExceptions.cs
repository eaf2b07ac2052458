using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Registration;

/// <summary>
/// Sets the dates on which other hours hold: longer in the heat, none during works. Takes the whole list.
/// </summary>
internal static class ChangeExceptions
{
    private const int MaxExceptions = 50;
    private const int MaxDays = 366;

    public static readonly Request Example = new(
        3, [new Item(new DateOnly(2026, 7, 20), new DateOnly(2026, 8, 10), "00:00-24:00", ExceptionReason.Heat, null)]);

    /// <param name="From">The first date in China, <paramref name="To"/> the last.</param>
    /// <param name="Hours">Times alone, or <c>off</c>.</param>
    public sealed record Item(DateOnly? From, DateOnly? To, string? Hours, ExceptionReason? Reason, string? Note);

    public sealed record Request(long? Version, IReadOnlyList<Item>? Exceptions);

    public static async Task<Results<Ok<StationView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, StationsDb db, StationViews views, TimeProvider time,
        CancellationToken ct)
    {
        if (await StationProblems.FindAsync(db, scope, id, ChangeServices.Allowed, ct) is not { } station)
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid()
            .When(request.Version is null, "version", "请带上您看到的版本号。", "Send the version that you saw.")
            .When(request.Exceptions is null, "exceptions", "请给出全部特殊时间，可以为空。", "Send the whole list; it may be empty.")
            .When(
                request.Exceptions?.Count > MaxExceptions, "exceptions", $"最多 {MaxExceptions} 条。",
                $"At most {MaxExceptions}.");
        var exceptions = (request.Exceptions ?? []).Take(MaxExceptions)
            .Select((e, i) => Read(invalid, e, $"exceptions[{i}]")).ToList();
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var outcome = station.ChangeExceptions(request.Version!.Value, exceptions, time.GetUtcNow());
        return await StationProblems.SaveAsync(db, station, outcome, ct) is { } problem
            ? problem
            : TypedResults.Ok(await views.OfAsync(station, Crs.Wgs84, ct));
    }

    private static HoursException Read(Invalid invalid, Item? given, string field)
    {
        var (from, to) = (given?.From ?? default, given?.To ?? given?.From ?? default);
        invalid.When(given?.From is null, $"{field}.from", "请填写起始日期。", "Say the first date.")
            .When(
                to < from || to.DayNumber - from.DayNumber >= MaxDays || to.Year is < 1 or > 2099, $"{field}.to",
                $"结束不早于起始，最多 {MaxDays} 天。", $"Not before the first date, and at most {MaxDays} days.")
            .When(given?.Reason is null, $"{field}.reason", "请说明原因。", "Say why: Heat, Cold, Storm, Works or Other.")
            .When(
                given?.Note?.Length > 100 || given?.Note?.Any(char.IsControl) == true, $"{field}.note", "最多 100 个字。",
                "At most 100 characters.");
        var hours = given?.Hours ?? "";
        if (HoursException.ParseHours(hours, out var fault) is null)
        {
            OfferingsReader.SayFault(invalid, $"{field}.hours", hours, fault!);
        }

        return new HoursException(from, to, hours, given?.Reason ?? default, given?.Note);
    }
}
