using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Posts;

/// <summary>A post and who holds it, masked.</summary>
/// <param name="RiderName">Masked: <c>张*</c>.</param>
/// <param name="ValidUntil">Up to but without this day; null: until it is ended.</param>
/// <param name="Active">Not ended, and the day is within its term.</param>
internal sealed record PostView(
    Guid Id, Guid RiderId, string RiderName, PostKind Kind, string RegionCode, string? RegionName, DateOnly ValidFrom,
    DateOnly? ValidUntil, bool Active, Guid AppointedBy, DateTimeOffset AppointedAt, DateTimeOffset? EndedAt,
    string? EndReason)
{
    public static PostView Of(RiderPost p, Rider holder, string? region, KeyRing keys, DateOnly today) => new(
        p.Id, p.RiderId, PersonalText.MaskName(holder.Name(keys)), p.Kind, p.RegionCode, region, p.ValidFrom,
        p.ValidUntil, p.EndedAt is null && p.ValidFrom <= today && !(today >= p.ValidUntil), p.AppointedBy,
        p.AppointedAt, p.EndedAt, p.EndReason);
}

internal static class PostRefusals
{
    public static readonly Refusal HeldAlready = new(
        409, "PostHeldAlready", "该骑手在此区域已任该岗位，请先结束原任期。",
        "The rider holds this post here in days that overlap. End that one first.");

    public static readonly Refusal RiderLeft = new(
        409, "RiderLeft", "该骑手已注销，不能任岗。", "The rider is struck off and cannot be appointed.");
}
