using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Demand;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>The nearest stations to a position, for anyone. Answers from memory.</summary>
internal static class FindNearest
{
    private const int MaxLimit = 50;
    private const int MaxInstead = 3;
    private const int DefaultWithin = 20_000;
    private const int MaxWithin = 200_000;
    private const double WalkMetresPerMinute = 75;
    private const double RideMetresPerMinute = 250;

    /// <param name="Longitude">Degrees in <paramref name="Crs"/>.</param>
    /// <param name="Limit">1 to 50; 10 unless said.</param>
    /// <param name="Service">Only stations that offer this, by code.</param>
    /// <param name="Kind">Only stations of this kind.</param>
    /// <param name="OpenNow">True: only those that are open at this moment.</param>
    /// <param name="OpenAt">Only those that are open then; hours are answered for then.</param>
    /// <param name="WithinMetres">20,000 unless said, at most 200,000.</param>
    /// <param name="Crs">Of the question and of the answer.</param>
    public sealed record Question(
        double? Longitude, double? Latitude, int? Limit, string? Service, string? Kind, bool? OpenNow,
        DateTimeOffset? OpenAt, int? WithinMetres, string? Crs);

    /// <param name="DistanceMetres">Great-circle metres, to a tenth.</param>
    /// <param name="WalkMinutes">That distance at 4.5 km/h, begun minutes count.</param>
    /// <param name="RideMinutes">The same at 15 km/h.</param>
    /// <param name="HoursText">Whether it is open and until when, in Chinese.</param>
    public sealed record Item(
        Guid Id, string Name, StationKind Kind, string Address, double Longitude, double Latitude,
        double DistanceMetres, int WalkMinutes, int RideMinutes, bool OpenNow, DateTimeOffset? ClosesAt,
        DateTimeOffset? OpensAt, string HoursText, string HoursTextEn, IReadOnlyList<OfferingView> Services, bool Demo);

    /// <param name="Lacks">What of the question it does not meet: <c>withinMetres</c>, <c>service</c>, <c>kind</c>,
    /// <c>open</c>.</param>
    public sealed record Other(Item Station, IReadOnlyList<string> Lacks);

    /// <param name="Hint">Says what to do when nothing was found; else null.</param>
    /// <param name="Instead">When nothing was found: the nearest three all the same, and what each lacks.</param>
    public sealed record Answer(IReadOnlyList<Item> Items, string Crs, string? Hint, IReadOnlyList<Other> Instead);

    public static Results<Ok<Answer>, ProblemHttpResult> Handle(
        [AsParameters] Question question, StationSnapshot snapshot, KeepUnmetSearches unmet, TimeProvider time)
    {
        var invalid = Check(question, out var kind);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (snapshot.Stations is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var crs = CrsConversions.Parse(question.Crs)!.Value;
        var from = new Position(question.Longitude!.Value, question.Latitude!.Value).ToWgs84(crs);
        var (at, within) = (question.OpenAt ?? time.GetUtcNow(), question.WithinMetres ?? DefaultWithin);
        var needs = new StationNeeds(
            question.Service, kind, question.OpenNow == true || question.OpenAt is not null,
            HoursMoment.Of(at, PublicHolidays.Announced));
        var found = stations.Nearest(from, question.Limit ?? 10, within, needs.Any ? needs.AreMetBy : null);
        var instead = found.Count > 0 ? [] : stations.Nearest(from, MaxInstead, double.PositiveInfinity);
        if (instead.Count > 0)
        {
            unmet.Count(from, instead[0].Item.Station.RegionCode, question.Service, kind, needs.Open);
        }

        return TypedResults.Ok(new Answer(
            [.. found.Select(f => Of(f.Item, f.Metres, crs, at))], crs.Name(), Hint(found.Count, within),
            [.. instead.Select(f =>
                new Other(Of(f.Item, f.Metres, crs, at), Lacks(f.Item, f.Metres, within, needs)))]));
    }

    private static IReadOnlyList<string> Lacks(FoundStation found, double metres, int within, StationNeeds needs) =>
        metres > within ? ["withinMetres", .. needs.LackedBy(found)] : [.. needs.LackedBy(found)];

    private static Invalid Check(Question question, out StationKind? kind)
    {
        var place = new Position(question.Longitude ?? double.NaN, question.Latitude ?? double.NaN);
        var invalid = new Invalid();
        kind = Questions.Read<StationKind>(invalid, question.Kind, "kind");
        invalid.When(!place.IsOnEarth, "longitude", "请提供有效的经纬度。", "Longitude -180 to 180 and latitude -90 to 90.")
            .When(question.Limit is < 1 or > MaxLimit, "limit", $"1 到 {MaxLimit}。", $"1 to {MaxLimit}.")
            .When(question.WithinMetres is < 1 or > MaxWithin, "withinMetres", $"1 到 {MaxWithin} 米。",
                $"1 to {MaxWithin} metres.")
            .When(
                question.OpenAt?.Year is < 2000 or > 2098, "openAt", "时间须在 2000 至 2098 年之间。", "From 2000 to 2098.")
            .When(question.Service?.Length > 40 || question.Service?.Any(char.IsControl) == true, "service",
                "服务代码最多 40 个字符。", "A service code has at most 40 characters.");
        return CrsConversions.Parse(question.Crs) is null ? Questions.UnknownCrs(invalid) : invalid;
    }

    private static Item Of(FoundStation found, double metres, Crs crs, DateTimeOffset now)
    {
        var (station, state) = (found.Station, found.Hours.At(now, PublicHolidays.Announced));
        var position = station.Position.FromWgs84(crs);
        var (zh, en) = OpeningWords.Of(state, now);
        return new Item(
            station.Id, station.Name, station.Kind, station.Address, position.Longitude, position.Latitude,
            Math.Round(metres, 1), Minutes(metres, WalkMetresPerMinute), Minutes(metres, RideMetresPerMinute),
            state.OpenNow, state.ClosesAt, state.OpensAt, zh, en, OfferingView.Of(station.Services), station.Demo);
    }

    private static int Minutes(double metres, double perMinute) => Math.Max(1, (int)Math.Ceiling(metres / perMinute));

    private static string? Hint(int count, int within) => count > 0
        ? null
        : $"{within / 1000.0:0.#} 公里内没有符合条件的驿站，请扩大 withinMetres 或减少条件。 "
        + $"No such station within {within / 1000.0:0.#} km; raise withinMetres or ask for less.";
}
