namespace RiderPlatform.Stations.Data;

/// <summary>An organisation as <c>OrganisationChanged</c> last told.</summary>
public sealed class OrganisationCopy
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string RegionCode { get; init; }

    public required bool Active { get; init; }
}

/// <summary>A region as <c>RegionsChanged</c> last listed it.</summary>
public sealed class RegionCopy
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>The parent whose list it came in: the list replaces all of its regions.</summary>
    public required string ListCode { get; init; }
}

/// <summary>The newest version seen of a parent's list.</summary>
public sealed class RegionList
{
    public required string Code { get; init; }

    public required long Version { get; init; }
}

/// <summary>One row: grows with every change of a station.</summary>
public sealed class SnapshotRevision
{
    public int Id { get; init; } = 1;

    public long Revision { get; init; }
}
