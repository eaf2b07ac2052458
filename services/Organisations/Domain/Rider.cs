namespace RiderPlatform.Organisations.Domain;

/// <summary>The four groups that work on the road for platforms.</summary>
public enum RiderGroup
{
    /// <summary>外卖骑手</summary>
    FoodDelivery,

    /// <summary>快递小哥</summary>
    Courier,

    /// <summary>货车司机</summary>
    Truck,

    /// <summary>网约车司机</summary>
    RideHailing,
}

/// <summary>Standing towards the party organisation.</summary>
public enum MemberStatus
{
    None,
    Applicant,
    Probationary,
    Full,
}

/// <summary>
/// A person in the rider register. Name and phone are kept encrypted; the phone's keyed index is unique, so that nobody
/// stands in the register twice.
/// </summary>
public sealed class Rider
{
    public required Guid Id { get; init; }

    public required byte[] SealedName { get; set; }

    public required byte[] SealedPhone { get; set; }

    /// <summary>Keyed blind index of the phone number: equal numbers meet, and the index alone tells nothing.</summary>
    public required byte[] PhoneIndex { get; set; }

    public Guid? EmployerId { get; set; }

    public required string RegionCode { get; set; }

    public required RiderGroup Group { get; set; }

    public required MemberStatus MemberStatus { get; set; }

    public bool Active { get; set; } = true;

    public long Version { get; set; } = 1;

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Those that ended too, where they were read.</summary>
    public List<RiderPost> Posts { get; init; } = [];

    public bool IsMember => MemberStatus is MemberStatus.Probationary or MemberStatus.Full;
}
