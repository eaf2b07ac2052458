namespace RiderPlatform.Organisations.Regions;

/// <summary>An administrative division.</summary>
public sealed class Region
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty for a province.</summary>
    public required string ParentCode { get; init; }
}

/// <summary>The version of the list of a region's direct children, as the facts carry it.</summary>
public sealed class RegionList
{
    public required string ParentCode { get; init; }

    public required long Version { get; init; }
}

/// <summary>Which file's regions are in: the same file is not read in again.</summary>
public sealed class RegionImportRow
{
    public required string Province { get; init; }

    public required byte[] FileHash { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }
}
