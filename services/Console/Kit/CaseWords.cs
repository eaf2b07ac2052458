using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>How a case's facts read, the same on every page.</summary>
public static class CaseWords
{
    public static readonly IReadOnlyList<string> Statuses =
    [
        "Registered", "Triaged", "Dispatched", "Returned", "Accepted", "InProgress", "Resolved", "Verified",
        "CalledBack", "Closed", "Reopened",
    ];

    public static readonly IReadOnlyList<string> Severities = ["Urgent", "Major", "Ordinary", "Minor"];

    public static readonly IReadOnlyList<string> SolvedAnswers = ["Solved", "Partly", "NotSolved"];

    public static readonly IReadOnlyList<string> SatisfactionAnswers = ["Satisfied", "Fair", "NotSatisfied"];

    public static IHtmlContent Status(Cases.Case one, Texts texts) => Markup.Tag(texts[$"status.{one.Status}"],
        one.Status switch
        {
            "Closed" => "off",
            "Resolved" or "Verified" or "CalledBack" => "good",
            "Accepted" or "InProgress" => "busy",
            "Returned" or "Reopened" => "late",
            _ => "wait",
        });

    public static IHtmlContent Severity(Cases.Case one, Texts texts) =>
        Markup.Tag(texts[$"severity.{one.Severity}"], one.Immediate ? "late" : "off");

    /// <summary>Of the clock that the reader watches: a late one says by how much.</summary>
    public static IHtmlContent Left(Cases.Clock? clock, Texts texts, Language language)
    {
        if (clock is null || clock.State == "Stopped")
        {
            return HtmlString.Empty;
        }

        var span = ChinaTime.Span(Math.Abs(clock.RemainingMinutes), language);
        return clock.State switch
        {
            "Overdue" => Markup.Tag(texts.Of("cases.late", span), "late"),
            "Warned" => Markup.Tag(texts.Of("cases.left", span), "wait"),
            _ => new HtmlString(Markup.Encode(texts.Of("cases.left", span))),
        };
    }

    public static string Place(Cases.Case one) => one.RegionName ?? one.RegionCode;

    /// <summary>The county of a region below it; a wider region as it is.</summary>
    public static string County(string regionCode) => regionCode[..Math.Min(6, regionCode.Length)];

    public static bool IsLate(Cases.Case one) =>
        one.Clocks is { } clocks && (clocks.Rider.State == "Overdue" || clocks.Unit?.State == "Overdue");
}
