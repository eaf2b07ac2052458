using System.Globalization;
using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>What a trend goes by; days begin in China, weeks on Monday.</summary>
public enum Period
{
    Day,
    Week,
    Month,
}

/// <summary>Periods by running number: in the database for grouping, here for names and ends.</summary>
internal static class Periods
{
    /// <summary>A Monday; days and weeks are numbered from it.</summary>
    private static readonly DateOnly Anchor = new(2000, 1, 3);

    private static readonly DateTimeOffset Start = ChinaTime.StartOf(Anchor);

    /// <summary>Some thirty points are what a reader takes in: up to 31 days by day, up to 26 weeks by week.</summary>
    public static Period For(TimeSpan length) => length.TotalDays switch
    {
        <= 31 => Period.Day,
        <= 26 * 7 => Period.Week,
        _ => Period.Month,
    };

    /// <summary>
    /// The number of the period in which a case was reported; of an interval, because months are found by their
    /// beginnings: four comparisons a case instead of taking its date apart.
    /// </summary>
    public static Expression<Func<CaseRow, int>> Of(Period period, DateTimeOffset from, DateTimeOffset to) =>
        period switch
        {
            Period.Day => c => (int)Math.Floor((c.ReportedAt - Start).TotalDays),
            Period.Week => c => (int)Math.Floor((c.ReportedAt - Start).TotalDays / 7),
            _ => MonthOf(NumberOf(from), NumberOf(to)),
        };

    private static int NumberOf(DateTimeOffset moment) =>
        (ChinaTime.DayOf(moment).Year * 12) + ChinaTime.DayOf(moment).Month - 1;

    private static Expression<Func<CaseRow, int>> MonthOf(int first, int last)
    {
        Expression<Func<CaseRow, DateTimeOffset>> reported = c => c.ReportedAt;
        Expression Among(int low, int high)
        {
            if (low == high)
            {
                return Number(low);
            }

            var middle = (low + high + 1) / 2;
            var begins = Expression.Property(
                Expression.Constant(new Given(ChinaTime.StartOf(FirstDay(Period.Month, middle)), 0)), nameof(Given.At));
            return Expression.Condition(
                Expression.GreaterThanOrEqual(reported.Body, begins), Among(middle, high), Among(low, middle - 1));
        }

        return Expression.Lambda<Func<CaseRow, int>>(Among(first, last), reported.Parameters);
    }

    /// <summary>A parameter, so that one translation serves every interval of so many months.</summary>
    private static MemberExpression Number(int number) =>
        Expression.Property(Expression.Constant(new Given(default, number)), nameof(Given.Number));

    private sealed record Given(DateTimeOffset At, int Number);

    public static DateOnly FirstDay(Period period, int number) => period switch
    {
        Period.Day => Anchor.AddDays(number),
        Period.Week => Anchor.AddDays(number * 7),
        _ => new DateOnly(number / 12, (number % 12) + 1, 1),
    };

    /// <summary>2026-11-22, 2026-W47 (ISO 8601), 2026-11.</summary>
    public static string KeyOf(Period period, int number)
    {
        var day = FirstDay(period, number);
        return period switch
        {
            Period.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Period.Week => string.Create(CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(day.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(day.ToDateTime(default)):00}"),
            _ => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        };
    }

    public static (DateTimeOffset From, DateTimeOffset To) SpanOf(Period period, int number) =>
        (ChinaTime.StartOf(FirstDay(period, number)), ChinaTime.StartOf(FirstDay(period, number + 1)));
}
