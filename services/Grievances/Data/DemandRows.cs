using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// 需求: a community's need that riders claim. Not a row of <c>cases</c> though it bears a number of the same kind (XQ):
/// a case is one matter with one unit and two clocks that is routed and solved; a demand has a window, places, many
/// riders with a state each, and nobody to dispatch it to. As a case each of those columns would be empty.
/// </summary>
public sealed class DemandRow
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    /// <summary>A category that is offered for <see cref="CaseKind.Demand"/>.</summary>
    public required string Kind { get; set; }

    public required string Title { get; set; }

    public required string Text { get; set; }

    /// <summary>WGS-84.</summary>
    public required double Longitude { get; set; }

    public required double Latitude { get; set; }

    public required string RegionCode { get; set; }

    /// <summary>Whose staff published it; null: somebody who answers for the whole region.</summary>
    public Guid? OrganisationId { get; init; }

    public required string Address { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>Not part of the window any more.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    public required int Wanted { get; set; }

    /// <summary>How many places are taken; a check constraint keeps it within <see cref="Wanted"/>.</summary>
    public int Taken { get; init; }

    /// <summary>For each rider whose work is verified.</summary>
    public required int Points { get; set; }

    /// <summary>The volunteer team that the hours go to, beside the rider.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>Name and telephone, for those alone who claimed.</summary>
    public required string Contact { get; set; }

    /// <summary>Counts its edits.</summary>
    public required int Version { get; set; }

    public required Guid PublishedBy { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; set; }

    public string? CancelReason { get; set; }
}

/// <summary>One rider's claim on a place.</summary>
public sealed class DemandClaimRow
{
    public required Guid Id { get; init; }

    public required Guid DemandId { get; init; }

    public required Guid RiderId { get; init; }

    public required ClaimState State { get; set; }

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Then the sweep releases it.</summary>
    public required DateTimeOffset CheckInBy { get; init; }

    public DateTimeOffset? CheckedInAt { get; set; }

    public double? CheckInMetres { get; set; }

    /// <summary>How often a proof was handed in.</summary>
    public int Proofs { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset? ProofAt { get; set; }

    public decimal? Hours { get; set; }

    /// <summary>Why the proof was refused.</summary>
    public string? Reason { get; set; }

    public Guid? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>When it was withdrawn, released or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What happened to a demand; appended, never changed.</summary>
public sealed class DemandEventRow
{
    public required Guid Id { get; init; }

    public required Guid DemandId { get; init; }

    /// <summary><c>Published</c>, <c>Edited</c>, <c>Cancelled</c>, or a <see cref="ClaimState"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Null: the platform itself.</summary>
    public Guid? ActorId { get; init; }

    public required string ActorRole { get; init; }

    public Guid? ClaimId { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>A photo of the work that was done.</summary>
public sealed class DemandPhotoRow
{
    public required Guid Id { get; init; }

    public required Guid ClaimId { get; init; }

    /// <summary>The proof that it came with: 1 or 2.</summary>
    public required int Proof { get; init; }

    public required string Blob { get; init; }

    public required string Thumbnail { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
