using Microsoft.AspNetCore.Identity;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>Who can sign in. What they may do stands in their grants, read anew whenever a token is issued.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Shown to others: a post or a nickname, not necessarily a person's name.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Set when the account belongs to a rider of the register.</summary>
    public Guid? RiderId { get; init; }

    /// <summary>False: no sign-in and no refresh any more.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Grows with every change that other services are told of.</summary>
    public long Version { get; set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }
}
