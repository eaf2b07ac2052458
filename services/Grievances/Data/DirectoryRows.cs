using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>Copy of an organisation of the tree, kept by <c>OrganisationChanged</c>.</summary>
public sealed class DirectoryOrganisation
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public Guid? ParentId { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string RegionCode { get; init; }

    public required bool Active { get; init; }
}

/// <summary>Copy of a duty, kept by <c>DutyChanged</c>.</summary>
public sealed class DirectoryDuty
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string Category { get; init; }

    public required string RegionCode { get; init; }

    public required int Priority { get; init; }

    /// <summary><c>Lead</c>: cases go to it; <c>CoHandler</c>: it helps.</summary>
    public string Role { get; init; } = Leads;

    /// <summary>A name of <see cref="Severity"/>: it holds for cases of this level and above; null: for all.</summary>
    public string? MinLevel { get; init; }

    /// <summary>A name of <see cref="Domain.DeadlineClass"/>; null: by severity and category alone.</summary>
    public string? DeadlineClass { get; init; }

    /// <summary>In force from this day (Asia/Shanghai) on, up to but without the other.</summary>
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public required bool Active { get; init; }

    public const string Leads = "Lead";

    /// <summary>As routing reads it; a level or class that this version does not know is none.</summary>
    public Duty Read() => new(Id, OrganisationId, Category, RegionCode, Priority)
    {
        MinLevel = Enum.TryParse<Severity>(MinLevel, out var level) ? level : Severity.Minor,
        DeadlineClass = Enum.TryParse<DeadlineClass>(DeadlineClass, out var terms)
            && terms != Domain.DeadlineClass.General ? terms : null,
    };

    public bool IsInForce(DateOnly day) => !(day < ValidFrom) && !(day >= ValidUntil);
}

/// <summary>Copy of a region, kept by <c>RegionsChanged</c>.</summary>
public sealed class DirectoryRegion
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string ParentCode { get; init; }
}

/// <summary>Which version of a parent's complete list the copy holds.</summary>
public sealed class DirectoryRegionList
{
    public required string ParentCode { get; init; }

    public required long Version { get; init; }
}

/// <summary>One row that grows with every change of what routing reads; replicas watch it and load anew.</summary>
public sealed class DirectoryRevision
{
    public required int Id { get; init; }

    public required long Revision { get; init; }
}

/// <summary>The polygon of a region or grid from a day on; several together form a MultiPolygon.</summary>
public sealed class BoundaryRow
{
    public required string Code { get; init; }

    /// <summary>In force from this day (Asia/Shanghai) until a later row of the same code.</summary>
    public required DateOnly ValidFrom { get; init; }

    public string? Name { get; init; }

    /// <summary>Made from approximate positions; a real boundary goes before it.</summary>
    public required bool Demo { get; init; }

    /// <summary>Well-known binary, WGS-84.</summary>
    public required byte[] Shape { get; init; }

    public required int Vertices { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>Where a street roughly is, for cities that have no polygons yet.</summary>
public sealed class StreetPosition
{
    public required string Code { get; init; }

    public required double Longitude { get; init; }

    public required double Latitude { get; init; }
}
