using System.Globalization;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Tasks;

/// <summary>Demands and claims in a person's words.</summary>
public static class TaskWords
{
    public static string Window(Console.Api.Tasks.Demand demand) =>
        $"{ChinaTime.Minute(demand.From)}–{ChinaTime.Clock(demand.To)}";

    public static string Distance(double metres, Language language) => metres < 1000
        ? language.Pick($"{metres:0} 米", $"{metres:0} m")
        : language.Pick($"{metres / 1000:0.0} 公里", $"{metres / 1000:0.0} km");

    public static string Hours(decimal? hours) => (hours ?? 0).ToString("0.##", CultureInfo.InvariantCulture);

    public static string ToneOf(string state) => state switch
    {
        "Open" or "Verified" or "Answered" => "good",
        "Claimed" or "CheckedIn" or "Submitted" => "busy",
        "Refused" or "NoShow" => "late",
        _ => "off",
    };

    public static string Map(double longitude, double latitude) => string.Create(
        CultureInfo.InvariantCulture, $"{longitude:0.#####},{latitude:0.#####}");
}
