namespace RiderPlatform.Stations.Domain;

public enum StationKind
{
    /// <summary>骑手驿站</summary>
    RiderStation,

    /// <summary>卡友之家</summary>
    TruckDriversHome,

    /// <summary>人民食堂</summary>
    PeoplesCanteen,

    /// <summary>党群服务中心</summary>
    CommunityCentre,

    /// <summary>爱心商家</summary>
    KindMerchant,
}

public enum StationStatus
{
    Active,
    Closed,
}

/// <summary>What became of a change; only <see cref="Done"/> changed anything.</summary>
public enum ChangeOutcome
{
    Done,

    /// <summary>The caller did not see the newest version.</summary>
    Stale,

    /// <summary>The station was closed for good before.</summary>
    AlreadyClosed,
}

/// <summary>What its owner says about a station; checked before it gets here.</summary>
public sealed record StationDetails(
    string Name, StationKind Kind, Guid OrganisationId, IReadOnlyList<Guid> CoBuilders, string RegionCode,
    string Address, Position Position, IReadOnlyList<Offering> Services, OpeningHours OpeningHours);

/// <summary>A rest station. Every change names the version that it was decided on and makes the next one.</summary>
public sealed class Station
{
    public required Guid Id { get; init; }

    /// <summary>From 1; a row whose version moved on refuses the save.</summary>
    public long Version { get; private set; } = 1;

    public string Name { get; private set; } = "";

    public StationKind Kind { get; private set; }

    public StationStatus Status { get; private set; }

    /// <summary>Runs it; its keepers redeem vouchers there.</summary>
    public Guid OrganisationId { get; private set; }

    public List<Guid> CoBuilders { get; private set; } = [];

    public string RegionCode { get; private set; } = "";

    public string Address { get; private set; } = "";

    public double Longitude { get; private set; }

    public double Latitude { get; private set; }

    public List<Offering> Services { get; private set; } = [];

    /// <summary>Text that <see cref="Domain.OpeningHours"/> has read.</summary>
    public string OpeningHours { get; private set; } = "";

    /// <summary>Dates on which the regular hours do not hold; the last that names a day decides it.</summary>
    public List<HoursException> Exceptions { get; private set; } = [];

    public string? ClosureReason { get; private set; }

    /// <summary>A row of the demo city.</summary>
    public bool Demo { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public Position Position => new(Longitude, Latitude);

    public static Station Register(Guid id, StationDetails details, DateTimeOffset now, bool demo = false)
    {
        var station = new Station { Id = id, RegisteredAt = now, ChangedAt = now, Demo = demo };
        station.Take(details);
        return station;
    }

    public ChangeOutcome Change(long expectedVersion, StationDetails details, DateTimeOffset now) =>
        Next(expectedVersion, now, () => Take(details));

    /// <summary>What the keeper of a station may change alone.</summary>
    public ChangeOutcome ChangeServices(
        long expectedVersion, IReadOnlyList<Offering> services, OpeningHours hours, DateTimeOffset now) =>
        Next(expectedVersion, now, () => (Services, OpeningHours) = ([.. services], hours.Text));

    /// <summary>All of them as they are to be; the keeper may do so alone.</summary>
    public ChangeOutcome ChangeExceptions(
        long expectedVersion, IReadOnlyList<HoursException> exceptions, DateTimeOffset now) =>
        Next(expectedVersion, now, () => Exceptions = [.. exceptions]);

    /// <summary>Its hours with the exceptions over them; null when the text cannot be read.</summary>
    public OpeningHours? EffectiveHours() => HoursException.Over(OpeningHours, Exceptions);

    /// <summary>For good; its past stays readable.</summary>
    public ChangeOutcome Close(long expectedVersion, string reason, DateTimeOffset now) =>
        Next(expectedVersion, now, () => (Status, ClosureReason) = (StationStatus.Closed, reason));

    private ChangeOutcome Next(long expectedVersion, DateTimeOffset now, Action change)
    {
        if (Status == StationStatus.Closed)
        {
            return ChangeOutcome.AlreadyClosed;
        }

        if (Version != expectedVersion)
        {
            return ChangeOutcome.Stale;
        }

        change();
        (Version, ChangedAt) = (Version + 1, now);
        return ChangeOutcome.Done;
    }

    private void Take(StationDetails details)
    {
        (Name, Kind, OrganisationId, CoBuilders) =
            (details.Name, details.Kind, details.OrganisationId, [.. details.CoBuilders]);
        (RegionCode, Address) = (details.RegionCode, details.Address);
        (Longitude, Latitude) = (details.Position.Longitude, details.Position.Latitude);
        (Services, OpeningHours) = ([.. details.Services], details.OpeningHours.Text);
    }
}
