using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>
/// A station as its owner writes it. Positions are in <c>crs</c>: <c>wgs84</c> (default), <c>gcj02</c> or <c>bd09</c>.
/// </summary>
public sealed record StationRequest
{
    /// <summary>The version that the caller saw; needed to change a station, not to register one.</summary>
    public long? Version { get; init; }

    public string? Name { get; init; }

    public StationKind? Kind { get; init; }

    public Guid? OrganisationId { get; init; }

    public IReadOnlyList<Guid>? CoBuilders { get; init; }

    public string? RegionCode { get; init; }

    public string? Address { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public string? Crs { get; init; }

    public IReadOnlyList<ServiceRequest>? Services { get; init; }

    /// <summary>The subset of OSM <c>opening_hours</c> that the API description gives.</summary>
    public string? OpeningHours { get; init; }

    /// <summary>Everything that is wrong goes to <paramref name="invalid"/>; null then.</summary>
    public StationDetails? Read(Invalid invalid)
    {
        var name = Texts.Read(invalid, Name, "name", 2, 60);
        var address = Texts.Read(invalid, Address, "address", 2, 200);
        var position = ReadPosition(invalid);
        var coBuilders = CoBuilders ?? [];
        invalid.When(
            Kind is null, "kind", "请填写驿站类型。", $"Say the kind: {string.Join(", ", Enum.GetNames<StationKind>())}.")
            .When(OrganisationId is null, "organisationId", "请填写运营单位。", "Say which organisation runs it.")
            .When(!IsRegionCode(RegionCode), "regionCode", "请填写 6、9 或 12 位区划代码。", "A region code of 6, 9 or 12 digits.")
            .When(
                coBuilders.Count > 10 || coBuilders.Distinct()
                    .Count() < coBuilders.Count || coBuilders.Any(c => c == OrganisationId),
                "coBuilders", "共建单位最多 10 个，不重复，也不含运营单位。", "At most 10, each once, without the one that runs it.");
        var services = OfferingsReader.Read(invalid, Services);
        var hours = OfferingsReader.ReadHours(invalid, OpeningHours);
        return invalid.Any
            ? null
            : new StationDetails(
                name, Kind!.Value, OrganisationId!.Value, coBuilders, RegionCode!, address, position, services, hours!);
    }

    private Position ReadPosition(Invalid invalid)
    {
        var crs = CrsConversions.Parse(Crs);
        var given = new Position(Longitude ?? double.NaN, Latitude ?? double.NaN);
        var position = given.IsOnEarth && crs is not null ? given.ToWgs84(crs.Value) : given;
        invalid.When(crs is null, "crs", "坐标系只能是 wgs84、gcj02 或 bd09。", "One of wgs84, gcj02, bd09.")
            .When(!position.IsInChina, "longitude", "经纬度须为中国境内的坐标。",
                "Longitude and latitude must be a place in China.");
        return position;
    }

    private static bool IsRegionCode(string? code) => code?.Length is 6 or 9 or 12 && code.All(char.IsAsciiDigit);
}

/// <summary>One of the "5+N" services.</summary>
public sealed record ServiceRequest(string? Code, string? Name, bool? Available, long? PriceFen);
