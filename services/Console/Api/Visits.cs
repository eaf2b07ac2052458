namespace RiderPlatform.Console.Api;

/// <summary>Answers of Stations that riders and keepers read.</summary>
public static class Visits
{
    public sealed record Service(string Code, string NameZh, string NameEn, bool Available, long? PriceFen);

    /// <summary>A station of the nearest ones.</summary>
    public sealed record Near(
        Guid Id, string Name, string Kind, string Address, double Longitude, double Latitude, double DistanceMetres,
        int WalkMinutes, int RideMinutes, bool OpenNow, string HoursText, string HoursTextEn,
        IReadOnlyList<Service> Services);

    public sealed record Nearest(IReadOnlyList<Near> Items, string? Hint);

    public sealed record Organisation(Guid Id, string? Name);

    public sealed record Station(
        Guid Id, string Name, string Kind, string Status, Organisation Organisation, string RegionCode, string Address,
        double Longitude, double Latitude, IReadOnlyList<Service> Services, string OpeningHours, bool OpenNow,
        string HoursText, string HoursTextEn, string? ClosureReason);

    public sealed record Offered(string Code, string NameZh, string NameEn, bool Basic, int Stations);

    public sealed record OfferedList(IReadOnlyList<Offered> Items);

    public sealed record Point(IReadOnlyList<double> Coordinates);

    public sealed record About(string Name, string RegionCode, bool OpenNow);

    public sealed record Feature(Guid Id, Point Geometry, About Properties);

    public sealed record Map(IReadOnlyList<Feature> Features, int Total);

    public sealed record CheckedIn(Guid Id, string StationName, DateTimeOffset At, int Number);

    public sealed record CheckIn(int Number, DateTimeOffset At, string Rider);

    public sealed record Hour(
        [property: System.Text.Json.Serialization.JsonPropertyName("hour")] int Of, int Count);

    public sealed record Day(
        DateOnly Date, IReadOnlyList<CheckIn> Items, long Total, int PageNumber, int PageSize, int PageCount,
        IReadOnlyList<Hour> ByHour);
}
