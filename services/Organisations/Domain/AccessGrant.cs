namespace RiderPlatform.Organisations.Domain;

/// <summary>One line of what an account or a client may do; written into its tokens.</summary>
public sealed class AccessGrant
{
    public required Guid Id { get; init; }

    /// <summary>Account or client.</summary>
    public required Guid SubjectId { get; init; }

    public required string Role { get; init; }

    /// <summary>Region prefix; empty covers every region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Only what belongs to this organisation; null: whatever lies in the region.</summary>
    public Guid? OrganisationId { get; init; }
}
