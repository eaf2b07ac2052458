using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Riders;

/// <summary>The only place where a rider's name and phone are sealed and opened.</summary>
internal static class RiderText
{
    private const string NamePurpose = "rider-name";
    private const string PhonePurpose = "rider-phone";
    private const string IndexPurpose = "rider-phone-index";

    public static Rider NewRider(
        KeyRing keys, Guid id, string name, string phone,
        (string Region, Guid? Employer, RiderGroup Group, MemberStatus Status) place, DateTimeOffset now) => new()
    {
        Id = id,
        SealedName = keys.SealText(NamePurpose, id, name),
        SealedPhone = keys.SealText(PhonePurpose, id, phone),
        PhoneIndex = PhoneIndex(keys, phone),
        RegionCode = place.Region,
        EmployerId = place.Employer,
        Group = place.Group,
        MemberStatus = place.Status,
        ChangedAt = now,
    };

    public static byte[] PhoneIndex(KeyRing keys, string phone) => keys.Index(IndexPurpose, phone);

    public static string Name(this Rider rider, KeyRing keys) => keys.OpenText(NamePurpose, rider.Id, rider.SealedName);

    public static string Phone(
        this Rider rider, KeyRing keys) => keys.OpenText(PhonePurpose, rider.Id, rider.SealedPhone);
}
