using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.DirectoryFeed;

/// <summary>What is told of a row when it changes, and told again when the directory is published anew.</summary>
internal static class DirectoryFacts
{
    public static OrganisationChanged Fact(this Organisation organisation) => new()
    {
        OrganisationId = organisation.Id,
        Version = organisation.Version,
        ParentId = organisation.ParentId,
        Kind = organisation.Kind.ToString(),
        Name = organisation.Name,
        RegionCode = organisation.RegionCode,
        Active = organisation.Active,
        OccurredAt = organisation.ChangedAt,
    };

    public static DutyChanged Fact(this Duty duty) => new()
    {
        DutyId = duty.Id,
        Version = duty.Version,
        OrganisationId = duty.OrganisationId,
        Category = duty.Category,
        RegionCode = duty.RegionCode,
        Priority = duty.Priority,
        Role = duty.Role.ToString(),
        MinLevel = duty.MinLevel.ToString(),
        DeadlineClass = duty.DeadlineClass.ToString(),
        ValidFrom = duty.ValidFrom,
        ValidUntil = duty.ValidUntil,
        Active = duty.Active,
        OccurredAt = duty.ChangedAt,
    };

    /// <summary>The rider's posts must have been read.</summary>
    public static RiderRegistered Fact(this Rider rider) => new()
    {
        RiderId = rider.Id,
        Version = rider.Version,
        RegionCode = rider.RegionCode,
        EmployerId = rider.EmployerId,
        IsMember = rider.IsMember,
        Active = rider.Active,
        Posts = [.. rider.Posts.Where(p => p.EndedAt is null).OrderBy(p => p.Id).Select(
            p => new RiderRegistered.Post(p.Kind.ToString(), p.RegionCode, p.ValidFrom, p.ValidUntil))],
        OccurredAt = rider.ChangedAt,
    };
}
