using System.Globalization;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Duties;

/// <summary>A duty as it is typed.</summary>
public sealed class DutyForm
{
    /// <summary>The API's names of the fields, and the form's.</summary>
    public static readonly (string Api, string Form)[] Names =
    [
        .. ((string, string)[])[("category", "Duty.Matter"), ("regionCode", "Duty.Region"),
            ("organisationId", "Duty.OrganisationId"), ("priority", "Duty.Priority"), ("role", "Duty.Role"),
            ("validFrom", "Duty.From"), ("validUntil", "Duty.Until"), ("minLevel", "Duty.MinLevel"),
            ("deadlineClass", "Duty.DeadlineClass")],
    ];

    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public long Version { get; set; }

    public string? Matter { get; set; }

    public string? Region { get; set; }

    public Guid? OrganisationId { get; set; }

    public int? Priority { get; set; }

    public string? Role { get; set; }

    public string? MinLevel { get; set; }

    public string? DeadlineClass { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public static DutyForm Of(Api.Duties.Duty duty) => new()
    {
        Version = duty.Version, Matter = duty.Category, Region = duty.RegionCode, Role = duty.Role,
        OrganisationId = duty.OrganisationId, Priority = duty.Priority, Until = $"{duty.ValidUntil:yyyy-MM-dd}",
        MinLevel = duty.MinLevel, DeadlineClass = duty.DeadlineClass,
    };

    public object Body() => new
    {
        OrganisationId = OrganisationId ?? Guid.Empty, Category = Matter, RegionCode = Region, Priority, Role,
        ValidFrom = Day(From), ValidUntil = Day(Until), MinLevel, DeadlineClass,
    };

    public static string? Day(string? text) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? $"{day:yyyy-MM-dd}" : null;
}

/// <summary>Which duties are listed.</summary>
public sealed class DutyFilter
{
    public string? Matter { get; set; }

    public string? Region { get; set; }

    public Guid? Organisation { get; set; }

    public bool Withdrawn { get; set; }

    public IEnumerable<(string, object?)> Query() =>
    [
        ("Filter.Matter", Matter), ("Filter.Region", Region), ("Filter.Organisation", Organisation),
        ("Filter.Withdrawn", Withdrawn ? "true" : null),
    ];
}

/// <summary>A matter, a place and an instant that are tried out.</summary>
public sealed class TrialForm
{
    public string? Matter { get; set; }

    public string? Region { get; set; }

    public string? At { get; set; }

    public string? Severity { get; set; }

    public bool IsAsked => !string.IsNullOrEmpty(Matter) && !string.IsNullOrEmpty(Region);

    public string Path() => PlatformApi.Path("/api/v1/routing/simulation", ("category", Matter), ("region", Region),
        ("severity", Severity),
        ("at", DateTime.TryParse(At, CultureInfo.InvariantCulture, out var at) ? $"{at:yyyy-MM-ddTHH:mm}:00+08:00"
            : null));
}
