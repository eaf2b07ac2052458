using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Stations.Demand;

/// <summary>
/// How often on a day a search near a place found nothing that fitted. The place is the middle of a square of 200 m;
/// who asked, and when within the day, is not kept.
/// </summary>
public sealed class UnmetSearch
{
    /// <summary>The date in China.</summary>
    public required DateOnly Day { get; init; }

    public required double Longitude { get; init; }

    public required double Latitude { get; init; }

    /// <summary>Of the nearest station: whose matter the place most likely is.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Empty when no service was asked for.</summary>
    public required string Service { get; init; }

    /// <summary>Empty when any kind would do.</summary>
    public required string Kind { get; init; }

    public required bool OpenAsked { get; init; }

    public required int Times { get; init; }
}

internal static class UnmetSearchTable
{
    public static void AddUnmetSearchTable(this ModelBuilder model) => model.Entity<UnmetSearch>(e =>
    {
        e.ToTable("unmet_search");
        e.HasKey(s => new { s.Day, s.Longitude, s.Latitude, s.RegionCode, s.Service, s.Kind, s.OpenAsked });
    });
}
