using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Figures;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

/// <summary>What was handed over at one station on a day, for those who run it; riders are not named.</summary>
public static class ListRedeemed
{
    public static readonly string[] Readers = [Roles.Keeper, Roles.Administrator];

    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    public sealed record Item(string Code, VoucherView.RewardPart Reward, long Points, DateTimeOffset At);

    /// <param name="Date">In China.</param>
    /// <param name="Items">Newest first.</param>
    /// <param name="TotalPoints">Of the whole day.</param>
    public sealed record Answer(
        DateOnly Date, VoucherView.StationPart Station, IReadOnlyList<Item> Items, long Total, long TotalPoints,
        int PageNumber, int PageSize, int PageCount);

    /// <param name="station">One of the caller's.</param>
    /// <param name="date">Today in China unless said.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid? station, DateOnly? date, [AsParameters] Paging paging, Scope scope, PointsDb db, VoucherCodes codes,
        TimeProvider time, CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(station is null, "station", "请选择驿站。", "Say which station.")
            .When(date < Earliest || date > Latest, "date", "日期须在 2000 至 2099 年之间。", "From 2000 to 2099.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        // A station that was closed since keeps its past.
        var place = await db.Stations.AsNoTracking()
            .Where(scope.Covers<StationCopy>(s => s.RegionCode, s => s.OrganisationId, Readers))
            .SingleOrDefaultAsync(s => s.Id == station, ct);
        if (place is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var day = date ?? DayFigures.DayOf(time.GetUtcNow());
        var (from, to) = (DayFigures.StartOf(day), DayFigures.StartOf(day.AddDays(1)));
        var redeemed = db.Vouchers.AsNoTracking().Where(v => v.StationId == station
            && v.Status == VoucherStatus.Redeemed && v.EndedAt >= from && v.EndedAt < to);
        var page = (await paging.OfAsync(
            redeemed.Include(v => v.Reward).OrderByDescending(v => v.EndedAt).ThenByDescending(v => v.Id), ct))
            .Select(v => new Item(
                codes.Of(v.Id), VoucherView.RewardPart.Of(v), v.Points, v.EndedAt!.Value));
        return TypedResults.Ok(new Answer(
            day, new VoucherView.StationPart(place.Id, place.Name), page.Items, page.Total,
            await redeemed.SumAsync(v => v.Points, ct), page.PageNumber, page.PageSize, page.PageCount));
    }
}
