using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Days in Asia/Shanghai, both included, and the instant up to which the ledger is read: together with the region they
/// are the whole question, and its answer never changes.
/// </summary>
public sealed record BoardPeriod(DateOnly From, DateOnly To, DateTimeOffset AsOf)
{
    private const int MaxDays = 366;
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    public DateTimeOffset Start => DayFigures.StartOf(From);

    public DateTimeOffset End => DayFigures.StartOf(To.AddDays(1));

    /// <summary>
    /// Unless said: this month to today, as of the last instant of which the ledger is settled. An instant that is not
    /// settled yet is refused: it would get another answer a moment later.
    /// </summary>
    internal static async Task<(BoardPeriod? Period, Invalid Wrong)> AskAsync(
        string? region, DateOnly? from, DateOnly? to, DateTimeOffset? asOf, SettledLedger ledger, CancellationToken ct)
    {
        var settled = await ledger.UntilAsync(asOf is null, ct);
        var instant = asOf < settled ? asOf.Value : settled;
        var last = to ?? DayFigures.DayOf(instant);
        var first = from ?? new DateOnly(last.Year, last.Month, 1);
        var wrong = new Invalid()
            .When(region is not (null or "") && !RegionCodes.IsValid(region), "region",
                "区划代码应为 2、4、6、9 或 12 位数字。", "Region: 2, 4, 6, 9 or 12 digits.")
            .When(first < Earliest || last > Latest || last < first || last.DayNumber - first.DayNumber >= MaxDays,
                "from", $"起止日期须依次排列，最多 {MaxDays} 天。", $"From a day to a later one, at most {MaxDays} days.")
            .When(asOf > settled, "asOf", "该时刻的账目尚未结清，请稍后再试或选择更早的时刻。",
                "The ledger is not settled up to then: a little later, or an earlier instant.");
        return wrong.Any ? (null, wrong) : (new BoardPeriod(first, last, ToMicroseconds(instant)), wrong);
    }

    /// <summary>In UTC, as the ledger keeps moments.</summary>
    internal static DateTimeOffset ToMicroseconds(DateTimeOffset moment) =>
        new(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
