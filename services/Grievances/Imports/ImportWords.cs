using System.Globalization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// What stands in the cells of old systems, in Chinese or as this platform's names; null: not understood.
/// </summary>
public static class ImportWords
{
    private static readonly Dictionary<string, CaseKind> Kinds = new()
    {
        ["线索"] = CaseKind.Clue, ["诉求"] = CaseKind.Grievance, ["申诉"] = CaseKind.Appeal, ["心愿"] = CaseKind.Wish,
        ["需求"] = CaseKind.Demand, ["走访发现"] = CaseKind.VisitFinding, ["座谈议题"] = CaseKind.ForumItem,
    };

    private static readonly Dictionary<string, Severity> Severities = new()
    {
        ["轻微"] = Domain.Severity.Minor, ["一般"] = Domain.Severity.Ordinary, ["重大"] = Domain.Severity.Major,
        ["紧急"] = Domain.Severity.Urgent,
    };

    private static readonly Dictionary<string, CaseStatus> Statuses = new()
    {
        ["待派单"] = CaseStatus.Registered, ["已登记"] = CaseStatus.Registered, ["已派单"] = CaseStatus.Dispatched,
        ["待接单"] = CaseStatus.Dispatched, ["已销号"] = CaseStatus.Closed, ["已办结"] = CaseStatus.Closed,
        ["已结案"] = CaseStatus.Closed,
    };

    private static readonly Dictionary<string, CaseOutcome> Outcomes = new()
    {
        ["已解决"] = CaseOutcome.Solved, ["重复"] = CaseOutcome.Duplicate, ["重复上报"] = CaseOutcome.Duplicate,
        ["不属实"] = CaseOutcome.Unfounded, ["撤回"] = CaseOutcome.Withdrawn, ["上报人撤回"] = CaseOutcome.Withdrawn,
    };

    private static readonly string[] Moments =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy-M-d", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy/M/d",
        "yyyy年M月d日 H:m:s", "yyyy年M月d日 H:m", "yyyy年M月d日", "yyyy-M-dTH:m:s",
    ];

    public static CaseKind? Kind(string text) => Of(Kinds, text);

    public static Severity? Severity(string text) => Of(Severities, text);

    /// <summary>Only what an old case can be: not yet given to anybody, given, or closed.</summary>
    public static CaseStatus? Status(string text) => Of(Statuses, text) is
        CaseStatus.Registered or CaseStatus.Dispatched or CaseStatus.Closed ? Of(Statuses, text) : null;

    public static CaseOutcome? Outcome(string text) => Of(Outcomes, text);

    public static bool? YesNo(string text) => text.ToUpperInvariant() switch
    {
        "是" or "满意" or "TRUE" or "YES" or "Y" or "1" => true,
        "否" or "不满意" or "FALSE" or "NO" or "N" or "0" => false,
        _ => null,
    };

    public static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null;

    /// <summary>With an offset as it says; without one, China's.</summary>
    public static DateTimeOffset? Moment(string text)
    {
        if (DateTime.TryParseExact(
            text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local))
        {
            return Within(new DateTimeOffset(local, ChinaTime.Offset));
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-M-dTH:m:sK", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy-M-d H:m:sK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment) ? Within(moment) : null;
    }

    private static DateTimeOffset? Within(DateTimeOffset moment) => moment.Year is >= 2000 and <= 2100
        ? moment.ToUniversalTime().AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond)) : null;

    private static T? Of<T>(Dictionary<string, T> words, string text) where T : struct, Enum =>
        words.TryGetValue(text, out var known) ? known
            : Array.Find(Enum.GetNames<T>(), n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? Enum.Parse<T>(name) : null;
}
