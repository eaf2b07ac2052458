using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Points.Rules;

/// <summary>Rules as they are typed; a line without a code is none.</summary>
public sealed class RuleForm
{
    public sealed class LineRow
    {
        public string? Id { get; set; }

        public string Event { get; set; } = "solved-case";

        public string Role { get; set; } = "Reporter";

        public string? Category { get; set; }

        public string? Severity { get; set; }

        public string? Region { get; set; }

        public long? Points { get; set; }

        public long? PerDay { get; set; }

        public int? CoolingMinutes { get; set; }
    }

    public sealed class CapRow
    {
        public long? PerDay { get; set; }

        public long? PerWeek { get; set; }
    }

    public string? Title { get; set; }

    public string? From { get; set; }

    public int? ValidMonths { get; set; }

    public List<LineRow> Lines { get; set; } = [];

    /// <summary>In the order of <see cref="PointRules.Events"/>.</summary>
    public List<CapRow> Caps { get; set; } = [];

    /// <summary>In percent, in the order of <see cref="PointRules.Standings"/>.</summary>
    public List<int?> Weights { get; set; } = [];

    /// <summary>The API's names of the fields, and the form's.</summary>
    public (string Api, string Form)[] Names() =>
    [
        ("title", "Form.Title"), ("effectiveFrom", "Form.From"), ("content.validMonths", "Form.ValidMonths"),
        .. Written().SelectMany((line, nth) => new[]
            {
                "id", "event", "category", "severity", "region", "points", "perDay", "coolingMinutes",
            }.Select(name => ($"content.lines[{nth}].{name}",
                $"Form.Lines[{Lines.IndexOf(line)}].{char.ToUpperInvariant(name[0])}{name[1..]}"))),
    ];

    public static RuleForm Of(PointRules.Set set) => new()
    {
        Title = set.Title,
        From = set.EffectiveFrom is { } from ? Kit.ChinaTime.Local(from) : null,
        ValidMonths = set.Content.ValidMonths,
        Lines =
        [
            .. set.Content.Lines.Select(l => new LineRow
            {
                Id = l.Id, Event = l.Event, Role = l.Role, Category = l.Category, Severity = l.Severity,
                Region = l.Region, Points = l.Points, PerDay = l.PerDay, CoolingMinutes = l.CoolingMinutes,
            }),
            new LineRow(),
        ],
        Caps = [.. PointRules.Events.Select(e => set.Content.Caps.FirstOrDefault(c => c.Event == e))
            .Select(c => new CapRow { PerDay = c?.PerDay, PerWeek = c?.PerWeek })],
        Weights = [.. PointRules.Standings.Select(s =>
            set.Content.Weights.FirstOrDefault(w => w.Standing == s)?.Percent)],
    };

    public object Body(int revision) => new
    {
        title = Title ?? "", effectiveFrom = Kit.ChinaTime.Read(From), revision,
        content = new
        {
            lines = Written().Select(l => new
            {
                id = l.Id!.Trim(), l.Event, l.Role, category = Empty(l.Category), severity = Empty(l.Severity),
                region = Empty(l.Region), l.Points, l.PerDay, l.CoolingMinutes,
            }),
            caps = PointRules.Events.Zip(Caps).Where(c => c.Second is { PerDay: not null } or { PerWeek: not null })
                .Select(c => new { @event = c.First, c.Second.PerDay, c.Second.PerWeek }),
            weights = PointRules.Standings.Zip(Weights).Where(w => w.Second is not null)
                .Select(w => new { standing = w.First, percent = w.Second }),
            ValidMonths,
        },
    };

    private List<LineRow> Written() => [.. Lines.Where(l => !string.IsNullOrWhiteSpace(l.Id))];

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
