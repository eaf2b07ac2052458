using System.Text;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Stations;

/// <summary>How a station's facts read.</summary>
public static class StationWords
{
    /// <summary>Of OSM's <c>opening_hours</c>; longer ones first, because they hold the shorter.</summary>
    private static readonly (string Osm, string Zh, string En)[] Words =
    [
        ("24/7", "全天开放", "Day and night"), ("Mo-Su ", "每天 ", "Every day "), ("PH off", "法定节假日休息", "closed on holidays"),
        ("Mo", "周一", "Mon"), ("Tu", "周二", "Tue"), ("We", "周三", "Wed"), ("Th", "周四", "Thu"), ("Fr", "周五", "Fri"),
        ("Sa", "周六", "Sat"), ("Su", "周日", "Sun"), ("PH", "法定节假日", "holidays"), ("off", "休息", "closed"),
    ];

    public static string Hours(string openingHours, Language language)
    {
        var text = new StringBuilder(openingHours);
        foreach (var (osm, zh, en) in Words)
        {
            text.Replace(osm, language.Pick(zh, en));
        }

        return text.Replace(",", language.Pick("、", ", ")).Replace("; ", language.Pick("；", "; ")).ToString();
    }

    public static string Services(IEnumerable<Visits.Service> services, Language language) => string.Join(
        " · ", services.Where(s => s.Available).Select(s => language.Pick(s.NameZh, s.NameEn)));

    public static string Distance(double metres, Language language) => metres < 1000
        ? language.Pick($"{metres:0} 米", $"{metres:0} m")
            : language.Pick($"{metres / 1000:0.0} 公里", $"{metres / 1000:0.0} km");
}
