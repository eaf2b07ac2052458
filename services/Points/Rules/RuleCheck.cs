using System.Text.RegularExpressions;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Rules;

/// <summary>
/// What rules may say; bounds keep a slip of the hand from emptying a fund, and every sum far from 2^63.
/// </summary>
internal static partial class RuleCheck
{
    private const int MaxLines = 100;
    private const long MaxPoints = 10_000;
    private const long MaxCap = 1_000_000;

    public static readonly string[] Standings =
    [
        RuleWeight.Member, "PolicyPublicist", "CivilityObserver", "Helper", "OpinionCollector",
        "NeighbourhoodWatch", "GridMember", "FoodSafetySupervisor",
    ];

    public static Invalid Of(string? title, RuleContent? content)
    {
        var invalid = new Invalid().When(string.IsNullOrWhiteSpace(title) || title.Length > 100, "title",
            "名称为 1–100 字。", "Title: 1–100 characters.");
        if (content is not { Lines: not null, Caps: not null, Weights: not null })
        {
            return invalid.Add("content", "缺少规则内容。", "The content is missing.");
        }

        invalid.When(content.Lines.Count is 0 or > MaxLines, "content.lines", $"须有 1–{MaxLines} 条规则。",
                $"1–{MaxLines} lines.")
            .When(content.Lines.DistinctBy(l => l?.Id).Count() < content.Lines.Count, "content.lines",
                "各条规则的代号不得重复。", "Each line needs an id of its own.")
            .When(content.Caps.DistinctBy(c => c?.Event).Count() < content.Caps.Count, "content.caps",
                "每类事件只能有一组上限。", "One cap for a kind of event.")
            .When(content.Weights.DistinctBy(w => w?.Standing).Count() < content.Weights.Count, "content.weights",
                "每种身份只能有一个比例。", "One weight for a standing.")
            .When(content.ValidMonths is < 1 or > 120, "content.validMonths", "有效期为 1–120 个月。",
                "Good for 1–120 months.");
        for (var i = 0; i < Math.Min(content.Lines.Count, MaxLines + 1); i++)
        {
            invalid.Take(Of(content.Lines[i]), $"content.lines[{i}]");
        }

        for (var i = 0; i < Math.Min(content.Caps.Count, MaxLines); i++)
        {
            var cap = content.Caps[i];
            invalid.When(cap is null || !RuleBook.Events.Contains(cap.Event) || !IsCap(cap.PerDay)
                || !IsCap(cap.PerWeek), $"content.caps[{i}]", $"须为已知事件，上限为 1–{MaxCap}。",
                $"A known event; caps of 1–{MaxCap}.");
        }

        for (var i = 0; i < Math.Min(content.Weights.Count, MaxLines); i++)
        {
            invalid.When(content.Weights[i] is not { Percent: >= 0 and <= 1_000 } weight
                || !Standings.Contains(weight.Standing), $"content.weights[{i}]",
                "须为已知身份，比例为 0–1000%。", "A known standing; 0–1000 percent.");
        }

        return invalid;
    }

    private static Invalid Of(RuleLine? line) => line is null
        ? new Invalid().Add("id", "不得为空。", "Must not be null.")
        : new Invalid()
            .When(line.Id is null || !IdForm().IsMatch(line.Id), "id", "代号为 1–40 个小写字母、数字或连字符。",
                "Id: 1–40 small letters, digits or hyphens.")
            .When(!RuleBook.Events.Contains(line.Event), "event", "未知的事件。", "Unknown event.")
            .When(line.Role is not (RuleEvent.Reporter or RuleEvent.Joiner)
                || (line.Role == RuleEvent.Joiner && line.Event != RuleBook.SolvedCase), "role",
                "角色为上报者或（仅线索）加入者。", "Role: Reporter, or Joiner of a clue.")
            .When(line.Category is not null && !CategoryForm().IsMatch(line.Category), "category",
                "类别为 1–60 个小写字母、数字、点或连字符。", "Category: 1–60 small letters, digits, dots or hyphens.")
            .When(line.Severity is not null
                && (line.Event != RuleBook.SolvedCase || !RuleEvent.Severities.Contains(line.Severity)), "severity",
                "程度为 Minor、Ordinary、Major，仅用于线索。", "Severity: Minor, Ordinary or Major, of clues only.")
            .When(line.Region is not null && !RegionCodes.IsValid(line.Region), "region",
                "区划代码应为 2、4、6、9 或 12 位数字。", "Region: 2, 4, 6, 9 or 12 digits.")
            .When(line.Points is < 0 or > MaxPoints || (line.Points is null && line.Event == RuleBook.SolvedCase),
                "points", $"积分为 0–{MaxPoints}；仅任务可按约定给分。", $"0–{MaxPoints} points; only tasks promise theirs.")
            .When(!IsCap(line.PerDay), "perDay", $"上限为 1–{MaxCap}。", $"Cap: 1–{MaxCap}.")
            .When(line.CoolingMinutes is < 1 or > 43_200, "coolingMinutes", "间隔为 1 分钟至 30 天。",
                "Cooling-off: a minute to 30 days.");

    private static bool IsCap(long? cap) => cap is null or (>= 1 and <= MaxCap);

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[a-z0-9.-]{1,60}\z")]
    private static partial Regex CategoryForm();
}
