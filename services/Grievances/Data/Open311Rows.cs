namespace RiderPlatform.Grievances.Data;

/// <summary>An api_key of Open311: of the key itself only its SHA-256 is kept.</summary>
public sealed class Open311KeyRow
{
    public required Guid Id { get; init; }

    /// <summary>The system that holds it, as staff read it in a case.</summary>
    public required string Name { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Region prefix that it may report in.</summary>
    public required string RegionCode { get; init; }

    /// <summary>The administrator's account.</summary>
    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>
/// What came with a case through Open311 and the sender published by it. Name, telephone, e-mail, device and account of
/// a person are never stored: the sender answers them, and no unit needs them to mend a road.
/// </summary>
public sealed class Open311RequestRow
{
    public required Guid CaseId { get; init; }

    public required Guid KeyId { get; init; }

    public string? Description { get; init; }

    /// <summary>The <c>address_string</c>.</summary>
    public string? Address { get; init; }

    /// <summary>Links only: nothing is ever fetched from them.</summary>
    public required string[] MediaUrls { get; init; }

    /// <summary>JSON: answers to the service definition, by code.</summary>
    public string? Attributes { get; init; }

    /// <summary>Half of a SHA-256 over everything that was sent.</summary>
    public required Guid ContentHash { get; init; }

    public string? IdempotencyKey { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>An update that another system sent: a comment on the case's timeline, stored once.</summary>
public sealed class Open311UpdateRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid KeyId { get; init; }

    /// <summary>The sender's own id of it.</summary>
    public required string UpdateId { get; init; }

    /// <summary>What the sender says of the state: it moves nothing here.</summary>
    public required string Status { get; init; }

    public string? Text { get; init; }

    public required string[] MediaUrls { get; init; }

    /// <summary>The sender's moment; updates come late and in any order.</summary>
    public required DateTimeOffset SaidAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
