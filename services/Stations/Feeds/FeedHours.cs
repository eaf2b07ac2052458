using System.Globalization;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Feeds;

/// <summary>A station's hours with its exceptional dates in one text of OSM's <c>opening_hours</c>.</summary>
internal static class FeedHours
{
    /// <summary>The exceptions as rules after the regular ones: a later rule decides its days alone.</summary>
    public static string Text(Station station)
    {
        var whole = string.Join("; ", station.Exceptions.Select(Rule).Prepend(station.OpeningHours));
        return OpeningHours.Parse(whole, out _) is null ? station.OpeningHours : whole;
    }

    private static string Rule(HoursException e)
    {
        var hours = e.Hours.Trim() == "24/7" ? "00:00-24:00" : e.Hours;
        return e.From == e.To ? $"{Day(e.From)} {hours}" : $"{Day(e.From)}-{Day(e.To)} {hours}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy MMM dd", CultureInfo.InvariantCulture);
}
