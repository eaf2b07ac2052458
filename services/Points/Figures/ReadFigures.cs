using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;

namespace RiderPlatform.Points.Figures;

/// <summary>
/// Open figures of points and vouchers by day, for anyone; from the days' counters, never from the ledger.
/// </summary>
public static class ReadFigures
{
    private const int DefaultDays = 30;
    private const int MaxDays = 366;
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <param name="Date">In China: the day of the posting, not of the report.</param>
    /// <param name="Awards">How often points were given for a solved case.</param>
    /// <param name="PointsSpent">For rewards that were handed over; what a voucher holds is not spent yet.</param>
    public sealed record Day(
        DateOnly Date, long Awards, long PointsAwarded, long PointsSpent, long VouchersIssued, long VouchersRedeemed);

    /// <param name="RegionCode">Empty for everything.</param>
    /// <param name="At">When it was reckoned: at most 30 seconds ago.</param>
    /// <param name="ByDay">Every day from the first to the last, both included.</param>
    public sealed record Answer(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset At, long Awards, long PointsAwarded,
        long PointsSpent, long VouchersIssued, long VouchersRedeemed, IReadOnlyList<Day> ByDay);

    /// <param name="region">2, 4 or 6 digits.</param>
    /// <param name="to">Today in China unless said.</param>
    /// <param name="from">Thirty days, unless said.</param>
    public static async Task<Results<TaggedJson<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, DateOnly? from, DateOnly? to, SharedAnswers answers, TimeProvider time)
    {
        var last = to ?? DayFigures.DayOf(time.GetUtcNow());
        var first = from ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - DefaultDays + 1));
        var invalid = new Invalid()
            .When(region is not (null or { Length: 2 or 4 or 6 }) || region?.All(char.IsAsciiDigit) == false,
                "region", "区划代码应为 2、4 或 6 位数字。", "Region: 2, 4 or 6 digits.")
            .When(first < Earliest || last < first || last.DayNumber - first.DayNumber >= MaxDays,
                "from", $"起止日期须依次排列，最多 {MaxDays} 天。", $"From a day to a later one, at most {MaxDays} days.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var key = (region ?? "", first, last);
        return await answers.GetAsync(
            key, services => ReadAsync(services.GetRequiredService<PointsDb>(), key, time.GetUtcNow()));
    }

    private static async Task<Answer> ReadAsync(
        PointsDb db, (string Region, DateOnly First, DateOnly Last) key, DateTimeOffset now)
    {
        var (region, first, last) = key;
        var counted = await db.Database.SqlQuery<Day>($"""
            select day as "Date", sum(awards)::bigint as "Awards", sum(points_awarded)::bigint as "PointsAwarded",
                sum(points_spent)::bigint as "PointsSpent", sum(vouchers_issued)::bigint as "VouchersIssued",
                sum(vouchers_redeemed)::bigint as "VouchersRedeemed"
            from points_day where day between {first} and {last} and starts_with(region_code, {region}) group by day
            """).ToDictionaryAsync(d => d.Date);
        var days = Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Select(d => counted.GetValueOrDefault(d) ?? new Day(d, 0, 0, 0, 0, 0)).ToList();
        return new Answer(
            region, first, last, now, days.Sum(d => d.Awards), days.Sum(d => d.PointsAwarded),
            days.Sum(d => d.PointsSpent), days.Sum(d => d.VouchersIssued), days.Sum(d => d.VouchersRedeemed), days);
    }
}
