namespace RiderPlatform.Organisations.Domain;

/// <summary>What a node of the organisation tree is; the names stand in facts and answers.</summary>
public enum OrganisationKind
{
    LeadingGroup,
    WorkCommittee,
    GeneralCommittee,
    IndustryCommittee,
    Branch,
    JointBranch,
    MobileBranch,
    GuidanceStation,
    Department,
    MassOrganisation,
    PlatformCompany,
    DeliveryCompany,
    DeliverySite,
}

/// <summary>A node of the organisation tree.</summary>
public sealed class Organisation
{
    public const int MaxNameLength = 100;

    public required Guid Id { get; init; }

    public Guid? ParentId { get; set; }

    public required OrganisationKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>The region that it answers for.</summary>
    public required string RegionCode { get; set; }

    /// <summary>False once dissolved: the row stays because cases and history speak of it.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Grows with every change; facts carry it.</summary>
    public long Version { get; set; } = 1;

    public required DateTimeOffset ChangedAt { get; set; }
}
