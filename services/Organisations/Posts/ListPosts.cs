using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Posts;

/// <summary>Posts are seen by whoever sees the rider; riders see their own.</summary>
internal static class ListPosts
{
    /// <param name="Region">Region prefix of the post.</param>
    /// <param name="Active">True: those that are held today; false: the others; null: all.</param>
    internal sealed record Query(string? Region, PostKind? Kind, bool? Active);

    private sealed record Line(RiderPost Post, Rider Holder, string? Region);

    public static async Task<Ok<Page<PostView>>> HandleAsync(
        [AsParameters] Query query, [AsParameters] Paging paging, Scope scope, OrganisationsDb db, KeyRing keys,
        TimeProvider time, CancellationToken ct)
    {
        var today = Duty.DayOf(time.GetUtcNow());
        var posts = db.Set<RiderPost>().AsNoTracking();
        posts = query.Region is { Length: > 0 } region ? posts.Where(p => p.RegionCode.StartsWith(region)) : posts;
        posts = query.Kind is { } kind ? posts.Where(p => p.Kind == kind) : posts;
        posts = query.Active is { } active ? posts.Where(p => active == (p.EndedAt == null && p.ValidFrom <= today
            && (p.ValidUntil == null || p.ValidUntil > today))) : posts;
        var lines = Lines(db, posts, db.Riders.AsNoTracking().Where(GetRider.Visible(scope)));
        var page = await paging.OfAsync(lines, ct);
        return TypedResults.Ok(page.Select(l => PostView.Of(l.Post, l.Holder, l.Region, keys, today)));
    }

    public static async Task<Results<Ok<IReadOnlyList<PostView>>, ProblemHttpResult>> OfRiderAsync(
        Guid id, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time, CancellationToken ct)
    {
        var today = Duty.DayOf(time.GetUtcNow());
        var riders = scope.RiderId == id ? db.Riders.AsNoTracking()
            : db.Riders.AsNoTracking().Where(GetRider.Visible(scope));
        if (!await riders.AnyAsync(r => r.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var lines = await Lines(db, db.Set<RiderPost>().AsNoTracking().Where(p => p.RiderId == id), riders)
            .ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PostView>>(
            [.. lines.Select(l => PostView.Of(l.Post, l.Holder, l.Region, keys, today))]);
    }

    /// <summary>Those that stand first, then the newest.</summary>
    private static IQueryable<Line> Lines(OrganisationsDb db, IQueryable<RiderPost> posts, IQueryable<Rider> riders) =>
        from p in posts
        join r in riders on p.RiderId equals r.Id
        orderby p.EndedAt != null, p.RegionCode, p.Id descending
        select new Line(p, r, db.Regions.Where(x => x.Code == p.RegionCode).Select(x => x.Name).FirstOrDefault());
}
