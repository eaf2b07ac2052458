using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>A category as it is now.</summary>
public sealed class CategoryRow
{
    public required string Code { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    public required Severity Severity { get; set; }

    public bool Public { get; set; }

    /// <summary>0: from before categories had versions; the next seed brings it up to date.</summary>
    public int Version { get; set; }

    public List<CaseKind> Kinds { get; set; } = [];

    public bool Group { get; set; }

    public bool Active { get; set; } = true;

    public RegionLevel? MinLevel { get; set; }

    /// <summary>JSON: a list of <see cref="FormField"/>.</summary>
    public string Form { get; set; } = "[]";

    /// <summary>The same of what is asked when a case is resolved.</summary>
    public string ResolveForm { get; set; } = "[]";

    public Category Read() => new(Code, NameZh, NameEn, Severity, Public)
    {
        Version = Version, Kinds = Kinds, Group = Group, Active = Active, MinLevel = MinLevel,
        Form = FieldsOf(Form), ResolveForm = FieldsOf(ResolveForm),
    };

    private static List<FormField> FieldsOf(string json) =>
        JsonSerializer.Deserialize<List<FormField>>(json, CategoryJson.Options)!;

    /// <summary>Everything but the code.</summary>
    public void Take(Category category)
    {
        (NameZh, NameEn, Severity) = (category.NameZh, category.NameEn, category.Severity);
        (Public, Version, Kinds) = (category.Public, category.Version, [.. category.Kinds]);
        (Group, Active, MinLevel) = (category.Group, category.Active, category.MinLevel);
        Form = JsonSerializer.Serialize(category.Form, CategoryJson.Options);
        ResolveForm = JsonSerializer.Serialize(category.ResolveForm, CategoryJson.Options);
    }

    public static CategoryRow Of(Category category)
    {
        var row = new CategoryRow
        {
            Code = category.Code, NameZh = category.NameZh, NameEn = category.NameEn, Severity = category.Severity,
        };
        row.Take(category);
        return row;
    }
}

/// <summary>A category as it was from one change to the next; appended, never changed.</summary>
public sealed class CategoryVersionRow
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    /// <summary>JSON: the <see cref="Category"/>.</summary>
    public required string Content { get; init; }

    /// <summary>The account; null for the categories that ship with the service.</summary>
    public Guid? ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

internal static class CategoryJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
