namespace RiderPlatform.Console.Api;

/// <summary>Answers of Organisations about the organisation tree.</summary>
public static class Organisations
{
    public sealed record Organisation(Guid Id, string Name, string Kind, string RegionCode);
}
