using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Sessions;

/// <summary>Who is signed in, for display and navigation; what they may do is decided by the services.</summary>
/// <param name="Home">The region that pages open with: of the widest grant.</param>
public sealed record Person(
    Guid Subject, string UserName, string DisplayName, Guid? RiderId, string? MaskedPhone, string Home,
    IReadOnlyList<Person.Held> Grants)
{
    /// <param name="RegionName">Null for the whole country, or an unknown region.</param>
    public sealed record Held(
        string Role, string Region, Guid? OrganisationId, string? RegionName, string? OrganisationName)
    {
        public Grant AsGrant => new(Role, Region, OrganisationId);
    }

    public bool Has(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Grants.Any(g => g.Role == role))
            {
                return true;
            }
        }

        return false;
    }

    public Scope Scope => new() { Subject = Subject, RiderId = RiderId, Grants = [.. Grants.Select(g => g.AsGrant)] };
}
