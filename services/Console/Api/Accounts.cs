namespace RiderPlatform.Console.Api;

/// <summary>Answers of Organisations about accounts and regions.</summary>
public static class Accounts
{
    public sealed record Held(
        string Role, string Region, Guid? OrganisationId, string? RegionName, string? OrganisationName);

    public sealed record Me(
        Guid Id, string Name, string DisplayName, Guid? RiderId, string? MaskedPhone, IReadOnlyList<Held> Grants);

    public sealed record Region(string Code, string Name, string? ParentCode);
}
