using Microsoft.EntityFrameworkCore;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <param name="Name">Null until the directory has told it.</param>
public sealed record OrganisationView(Guid Id, string? Name);

/// <summary>A station as everyone may see it.</summary>
public sealed record StationView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required StationKind Kind { get; init; }

    public required StationStatus Status { get; init; }

    public required OrganisationView Organisation { get; init; }

    public required IReadOnlyList<OrganisationView> CoBuilders { get; init; }

    public required string RegionCode { get; init; }

    public required string Address { get; init; }

    public required double Longitude { get; init; }

    public required double Latitude { get; init; }

    /// <summary>What the position is in: <c>wgs84</c>, <c>gcj02</c> or <c>bd09</c>.</summary>
    public required string Crs { get; init; }

    public required IReadOnlyList<OfferingView> Services { get; init; }

    public required string OpeningHours { get; init; }

    /// <summary>The regular hours in words, in Chinese.</summary>
    public required string? OpeningHoursText { get; init; }

    /// <inheritdoc cref="OpeningHoursText"/>
    public required string? OpeningHoursTextEn { get; init; }

    /// <summary>Dates on which other hours hold.</summary>
    public required IReadOnlyList<HoursException> Exceptions { get; init; }

    public required bool OpenNow { get; init; }

    public required DateTimeOffset? ClosesAt { get; init; }

    public required DateTimeOffset? OpensAt { get; init; }

    /// <summary>Whether it is open and until when, in Chinese.</summary>
    public required string HoursText { get; init; }

    /// <inheritdoc cref="HoursText"/>
    public required string HoursTextEn { get; init; }

    public required string? ClosureReason { get; init; }

    /// <summary>Made up for the demo city.</summary>
    public required bool Demo { get; init; }
}

/// <summary>Makes views: adds the organisations' names and whether it is open now.</summary>
public sealed class StationViews(StationsDb db, TimeProvider time)
{
    public async Task<StationView> OfAsync(Station station, Crs crs, CancellationToken ct) =>
        (await OfAsync([station], crs, ct))[0];

    public async Task<IReadOnlyList<StationView>> OfAsync(
        IReadOnlyList<Station> stations, Crs crs, CancellationToken ct)
    {
        var ids = stations.SelectMany(s => s.CoBuilders.Append(s.OrganisationId)).Distinct().ToArray();
        var names = await db.Organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return [.. stations.Select(s => Of(s, crs, id => new OrganisationView(id, names.GetValueOrDefault(id))))];
    }

    private StationView Of(Station station, Crs crs, Func<Guid, OrganisationView> organisation)
    {
        var position = station.Position.FromWgs84(crs);
        var hours = station.Status == StationStatus.Active ? station.EffectiveHours() : null;
        (string Zh, string En)? regular =
            OpeningHours.Parse(station.OpeningHours, out _) is { } written ? HoursWords.Of(written) : null;
        var now = time.GetUtcNow();
        var state = hours?.At(now, PublicHolidays.Announced) ?? new OpeningState(false, null, null);
        var (zh, en) = hours is null ? ("已停用", "Closed for good") : OpeningWords.Of(state, now);
        return new StationView
        {
            Id = station.Id,
            Version = station.Version,
            Name = station.Name,
            Kind = station.Kind,
            Status = station.Status,
            Organisation = organisation(station.OrganisationId),
            CoBuilders = [.. station.CoBuilders.Select(organisation)],
            RegionCode = station.RegionCode,
            Address = station.Address,
            Longitude = position.Longitude,
            Latitude = position.Latitude,
            Crs = crs.Name(),
            Services = OfferingView.Of(station.Services),
            OpeningHours = station.OpeningHours,
            OpeningHoursText = regular?.Zh,
            OpeningHoursTextEn = regular?.En,
            Exceptions = station.Exceptions,
            OpenNow = state.OpenNow,
            ClosesAt = state.ClosesAt,
            OpensAt = state.OpensAt,
            HoursText = zh,
            HoursTextEn = en,
            ClosureReason = station.ClosureReason,
            Demo = station.Demo,
        };
    }
}
