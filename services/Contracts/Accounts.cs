namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Organisations when an account that handles cases for organisations is made, or leaves, and with the
/// whole directory: who the people of a unit are. No name but the one that the account shows, and no number.
/// </summary>
[Contract("account-changed", 1)]
public sealed record AccountChanged
{
    public required Guid AccountId { get; init; }

    public required long Version { get; init; }

    /// <summary>What others are shown: a post or a nickname.</summary>
    public required string ShownName { get; init; }

    /// <summary>The organisations that it handles cases for.</summary>
    public required IReadOnlyList<Guid> HandlesFor { get; init; }

    /// <summary>False: the person has left, and is given nothing any more.</summary>
    public required bool Active { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}
