namespace RiderPlatform.Grievances.Domain;

/// <summary>The same said twice: Chinese first, English second.</summary>
public sealed record Wording(string Zh, string En);
