namespace RiderPlatform.Stations.Domain;

/// <summary>Days as people in China count them.</summary>
public static class ChinaDate
{
    public static DateOnly Of(DateTimeOffset moment) =>
        DateOnly.FromDateTime(moment.ToOffset(OpeningHours.Shanghai).DateTime);
}
