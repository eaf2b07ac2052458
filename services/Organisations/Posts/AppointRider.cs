using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Posts;

/// <summary>Gives a rider a post: who keeps both the rider and the region may do it.</summary>
internal static class AppointRider
{
    /// <param name="ValidFrom">From this day (Asia/Shanghai) on; null: today.</param>
    /// <param name="ValidUntil">Up to but without this day; null: until it is ended.</param>
    internal sealed record Request(PostKind? Kind, string? RegionCode, DateOnly? ValidFrom, DateOnly? ValidUntil);

    public static async Task<Results<Created<PostView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time,
        CancellationToken ct)
    {
        var (now, today) = (time.GetUtcNow(), Duty.DayOf(time.GetUtcNow()));
        var region = RegionCodes.IsWellFormed(request.RegionCode)
            ? await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == request.RegionCode, ct) : null;
        var from = request.ValidFrom ?? today;
        var invalid = new Invalid()
            .When(request.Kind is not { } kind || !Enum.IsDefined(kind), "kind",
                "请选择岗位。", $"Kind: {string.Join(", ", Enum.GetNames<PostKind>())}.")
            .When(region is null, "regionCode", "没有这个区划代码。", "No region has this code.")
            .When(from < today || from > today.AddYears(1), "validFrom",
                "从今天起，最晚一年之内。", "From today on, a year ahead at most.")
            .When(request.ValidUntil <= from || request.ValidUntil > from.AddYears(RiderPost.MaxYears), "validUntil",
                $"须晚于开始日期，任期最长 {RiderPost.MaxYears} 年。",
                $"After the day that it begins on, {RiderPost.MaxYears} years at most.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var post = new RiderPost
        {
            Id = Guid.CreateVersion7(), RiderId = id, Kind = request.Kind!.Value, RegionCode = region!.Code,
            ValidFrom = from, ValidUntil = request.ValidUntil, AppointedBy = scope.Subject, AppointedAt = now,
        };
        var (refusal, rider) = await db.InTransactionAsync(() => AppointAsync(db, post, scope, ct), ct);
        return refusal is not null ? refusal.ToProblem() : TypedResults.Created(
            $"/api/v1/riders/{id}/posts", PostView.Of(post, rider!, region.Name, keys, today));
    }

    private static async Task<(Refusal?, Rider?)> AppointAsync(
        OrganisationsDb db, RiderPost post, Scope scope, CancellationToken ct)
    {
        if (await LockedAsync(db, post.RiderId, scope, ct) is not { } rider)
        {
            return (Refusal.NotFound, null);
        }

        var refusal = !scope.Covers(post.RegionCode, rider.EmployerId, DirectoryAccess.Keepers) ? Refusal.Forbidden
            : !rider.Active ? PostRefusals.RiderLeft
            : rider.Posts.Any(p => p.Meets(post.Kind, post.RegionCode, post.ValidFrom, post.ValidUntil))
                ? PostRefusals.HeldAlready : null;
        if (refusal is not null)
        {
            return (refusal, null);
        }

        rider.Posts.Add(post);
        db.Add(post);
        await TellAsync(db, rider, post.AppointedAt, ct);
        return (null, rider);
    }

    /// <summary>
    /// Held until the commit: of two changes of a rider's posts the second sees what the first has done.
    /// </summary>
    internal static async Task<Rider?> LockedAsync(OrganisationsDb db, Guid id, Scope scope, CancellationToken ct)
    {
        var rider = await db.Riders.FromSql($"select * from rider where id = {id} for update")
            .SingleOrDefaultAsync(ct);
        if (rider is null || !scope.Covers(rider.RegionCode, rider.EmployerId, DirectoryAccess.Keepers))
        {
            return null;
        }

        await db.Entry(rider).Collection(r => r.Posts).LoadAsync(ct);
        return rider;
    }

    internal static Task TellAsync(OrganisationsDb db, Rider rider, DateTimeOffset now, CancellationToken ct)
    {
        (rider.Version, rider.ChangedAt) = (rider.Version + 1, now);
        db.Publish(rider.Fact(), rider.Id, rider.Version);
        return db.SaveChangesAsync(ct);
    }
}
