namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances about demands, their claims, and hazards to look at.</summary>
public static class Tasks
{
    public sealed record Photo(Guid Id, int Proof, int Width, int Height);

    public sealed record Claim(
        Guid Id, Guid DemandId, Guid RiderId, string State, DateTimeOffset ClaimedAt, DateTimeOffset CheckInBy,
        DateTimeOffset? CheckedInAt, double? CheckInMetres, int Proofs, string? Note, DateTimeOffset? ProofAt,
        decimal? Hours, string? Reason, IReadOnlyList<Photo> Photos)
    {
        public bool HoldsAPlace => State is not ("Withdrawn" or "NoShow" or "Cancelled");
    }

    public sealed record Demand(
        Guid Id, string Number, string Kind, Cases.Wording KindName, string Title, string Text, double Longitude,
        double Latitude, string RegionCode, string? RegionName, string Address, DateTimeOffset From, DateTimeOffset To,
        int Wanted, int Taken, int Points, Cases.Unit? Team, Cases.Unit? Organisation, string Status, int Version,
        string? CancelReason, string? Contact, double? DistanceMetres, Claim? MyClaim);

    public sealed record Event(string Kind, string ActorRole, Guid? ClaimId, string? Note, DateTimeOffset OccurredAt);

    public sealed record One(Demand Demand, IReadOnlyList<Claim> Claims, IReadOnlyList<Event> Events);

    public sealed record Line(Claim Claim, Demand Demand);

    public sealed record Hours(
        [property: System.Text.Json.Serialization.JsonPropertyName("hours")] decimal Sum,
        [property: System.Text.Json.Serialization.JsonPropertyName("tasks")] int Count);

    /// <summary>A resolved hazard that the rider is asked to look at.</summary>
    public sealed record Check(
        Guid Id, Cases.Wording CategoryName, Cases.Wording LookFor, double Longitude, double Latitude,
        string? RegionName, string State, int Points, DateTimeOffset? ReportBy, string? Seen, double? DistanceMetres,
        IReadOnlyList<string> Photos);

    public sealed record Checks(IReadOnlyList<Check> Items);
}
