namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// The columns of a file of old cases, in any order, by their English or Chinese name. Needed in every file: number,
/// category, text, reportedAt; others may be absent as a whole or empty in a line.
/// </summary>
public static class ImportColumns
{
    public const string Number = "number";
    public const string Kind = "kind";
    public const string Category = "category";
    public const string Severity = "severity";
    public const string Region = "region";
    public const string Longitude = "longitude";
    public const string Latitude = "latitude";
    public const string Text = "text";
    public const string ReportedAt = "reportedAt";
    public const string Unit = "unit";
    public const string Status = "status";
    public const string ClosedAt = "closedAt";
    public const string Outcome = "outcome";
    public const string Satisfied = "satisfied";

    public static readonly IReadOnlyList<(string Name, string Zh)> All =
    [
        (Number, "原编号"), (Kind, "类型"), (Category, "类别"), (Severity, "严重程度"), (Region, "区划代码"),
        (Longitude, "经度"), (Latitude, "纬度"), (Text, "内容"), (ReportedAt, "上报时间"), (Unit, "承办单位"),
        (Status, "状态"), (ClosedAt, "销号时间"), (Outcome, "结果"), (Satisfied, "是否满意"),
    ];

    public static readonly IReadOnlyList<string> Needed = [Number, Category, Text, ReportedAt];

    /// <summary>Null for a heading that is none of ours: such a column is passed over.</summary>
    public static string? Of(string heading)
    {
        var text = heading.Trim();
        return All.FirstOrDefault(c => c.Zh == text
            || c.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Name;
    }
}
