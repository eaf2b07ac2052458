using System.Globalization;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Pages.Stations;

namespace RiderPlatform.Console.Pages.Demands;

/// <summary>What the form of a demand holds, as it was typed; moments are China time.</summary>
public sealed class DemandForm
{
    /// <summary>The API's names of fields → the form's.</summary>
    public static readonly (string Api, string Form)[] Names =
    [
        ("kind", "Form.Kind"), ("title", "Form.Title"), ("text", "Form.Text"), ("position", "Form.Position"),
        ("regionCode", "Form.Region"), ("address", "Form.Address"), ("from", "Form.From"), ("to", "Form.To"),
        ("wanted", "Form.Wanted"), ("points", "Form.Points"), ("contact", "Form.Contact"),
    ];

    public string? Kind { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    /// <summary><c>104.081,30.657</c></summary>
    public string? Position { get; set; }

    public string? Region { get; set; }

    public string? Address { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Wanted { get; set; }

    public string? Points { get; set; }

    public string? Contact { get; set; }

    public Guid? Team { get; set; }

    public int? Version { get; set; }

    public static DemandForm Of(Console.Api.Tasks.Demand demand) => new()
    {
        Kind = demand.Kind, Title = demand.Title, Text = demand.Text,
        Position = new Position(demand.Longitude, demand.Latitude).ToString(), Address = demand.Address,
        From = ChinaTime.Local(demand.From), To = ChinaTime.Local(demand.To),
        Wanted = demand.Wanted.ToString(CultureInfo.InvariantCulture),
        Points = demand.Points.ToString(CultureInfo.InvariantCulture), Contact = demand.Contact,
        Team = demand.Team?.Id, Version = demand.Version,
    };

    /// <summary>As the API takes it; what cannot be read is left out, and the API says so.</summary>
    public object Body()
    {
        var here = Stations.Position.Read(Position);
        return new
        {
            Kind, Title, Text, here?.Longitude, here?.Latitude,
            RegionCode = string.IsNullOrWhiteSpace(Region) ? null : Region.Trim(), Address,
            From = ChinaTime.Read(From), To = ChinaTime.Read(To), Wanted = Whole(Wanted), Points = Whole(Points),
            TeamId = Team, Contact, Version,
        };
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
