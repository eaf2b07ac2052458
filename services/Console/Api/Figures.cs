using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiderPlatform.Console.Api;

/// <summary>
/// Figures of Grievances, Stations and Points: the staff's, whose numbers open their lists, and the open ones.
/// </summary>
public static class Figures
{
    /// <param name="List">Query of the list that has just these cases; null for an open figure.</param>
    [JsonConverter(typeof(NumberReader))]
    public sealed record Number(long Count, string? List);

    public sealed record Rate(Number Numerator, Number Denominator, Number Excluded)
    {
        /// <summary>Null where nothing counts.</summary>
        public double? Share => Denominator.Count == 0 ? null : (double)Numerator.Count / Denominator.Count;
    }

    /// <summary>What comes after Satisfaction is the staff's alone.</summary>
    public sealed record Set(
        Number Registered, Number Open, Number Closed, Rate Response, Rate OnTime, Rate Resolution, Rate Satisfaction,
        Rate? Returned, Rate? Reopened, Rate? Acceptance, Rate? FirstDispatch, Rate? Supervised, Rate? Orders,
        Rate? Parked)
    {
        /// <summary>With the key of its name; what a district is judged by first.</summary>
        public IEnumerable<(string Key, Rate Rate)> Rates => Known(
            ("response", Response), ("on-time", OnTime), ("resolution", Resolution), ("satisfaction", Satisfaction),
            ("returned", Returned), ("reopened", Reopened));

        /// <summary>In the order of a case's life.</summary>
        public IEnumerable<(string Key, Rate Rate)> AllRates => Known(
            ("response", Response), ("acceptance", Acceptance), ("on-time", OnTime), ("resolution", Resolution),
            ("satisfaction", Satisfaction), ("returned", Returned), ("reopened", Reopened),
            ("first-dispatch", FirstDispatch), ("supervised", Supervised), ("orders", Orders), ("parked", Parked));

        private static IEnumerable<(string Key, Rate Rate)> Known(params (string Key, Rate? Rate)[] rates) =>
            rates.Where(r => r.Rate is not null).Select(r => (r.Key, r.Rate!));
    }

    /// <param name="Rates">Differences of shares, by the rate's name in the API.</param>
    public sealed record Change(
        long Registered, long Open, long Closed, IReadOnlyDictionary<string, double?> Rates, bool Partial);

    public sealed record Row(string Key, Cases.Wording? Name, Set Figures, Change? Change = null);

    /// <param name="Total">Null: too few cases to be shown to everybody.</param>
    /// <param name="Period">Day, Week or Month; null: by day.</param>
    public sealed record Answer(
        string Region, string? RegionName, DateTimeOffset From, DateTimeOffset At, Set? Total,
        IReadOnlyList<Row> ByRegion, IReadOnlyList<Row> ByCategory, IReadOnlyList<Row> ByDay,
        IReadOnlyList<Row>? ByUnit, IReadOnlyList<Row>? ByWeek, IReadOnlyList<Row>? ByMonth, string? Period)
    {
        /// <summary>Whichever of the three is filled.</summary>
        public IReadOnlyList<Row> ByPeriod => ByWeek is { Count: > 0 } weeks ? weeks
            : ByMonth is { Count: > 0 } months ? months : ByDay;
    }

    public sealed record Shape(IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Coordinates);

    public sealed record Square(Number Cases, Number Open, Number Overdue);

    public sealed record SquareFeature(string Id, Shape Geometry, Square Properties);

    public sealed record Heat(
        IReadOnlyList<SquareFeature> Features, int Cell, Number Total, Number Unplaced, bool Truncated);

    public sealed record StationsOf(string RegionCode, string? Name, int Stations, int Open, int CheckIns);

    public sealed record StationFigures(
        string RegionCode, string? Name, DateTimeOffset At, DateOnly Date, int Stations, int Open, int CheckIns,
        IReadOnlyList<StationsOf> Children);

    public sealed record PointsFigures(
        string RegionCode, DateTimeOffset At, long Awards, long PointsAwarded, long PointsSpent, long VouchersIssued,
        long VouchersRedeemed, IReadOnlyList<PointsDay> ByDay);

    public sealed record PointsDay(DateOnly Date, long Awards, long PointsAwarded, long PointsSpent);

    public sealed record Point(IReadOnlyList<double> Coordinates);

    public sealed record Hazard(
        string Category, Cases.Wording CategoryName, string Severity, string Status, Cases.Wording StatusName,
        DateOnly ReportedOn);

    public sealed record HazardFeature(Point Geometry, Hazard Properties);

    public sealed record Hazards(IReadOnlyList<HazardFeature> Features, bool Truncated, DateTimeOffset At);

    /// <summary>A plain number, or one with its list.</summary>
    internal sealed class NumberReader : JsonConverter<Number>
    {
        private sealed record Counted(long Count, string? List);

        public override Number? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                return new Number(reader.GetInt64(), null);
            }

            var counted = JsonSerializer.Deserialize<Counted>(ref reader, options);
            return counted is null ? null : new Number(counted.Count, counted.List);
        }

        public override void Write(Utf8JsonWriter writer, Number value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Count);
    }
}
