using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Tables;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>The columns of every list of cases.</summary>
public static class CaseTable
{
    public static Table<Api.Cases.Case> Of(Texts texts, Language language, Place place) => new(
        "cases.title", "cases.empty", ColumnsOf(texts, language))
    {
        Href = c => place.Link($"/console/cases/{c.Id}"),
        Tone = c => CaseWords.IsLate(c) ? "late" : c.Immediate ? "major" : null,
        HasExport = true,
    };

    /// <summary>As a file has them: all, whatever the page shows.</summary>
    public static IReadOnlyList<Column<Api.Cases.Case>> ColumnsOf(Texts texts, Language language) =>
        [
            new("number", "cases.number", c => c.Number) { Fixed = true },
            new("severity", "cases.severity", c => texts[$"severity.{c.Severity}"])
            {
                Sort = "severity", Cell = c => CaseWords.Severity(c, texts),
            },
            new("category", "cases.category", c => c.CategoryName),
            new("text", "cases.text", c => c.Text),
            new("status", "cases.status", c => texts[$"status.{c.Status}"]) { Cell = c => CaseWords.Status(c, texts) },
            new("region", "cases.region", CaseWords.Place),
            new("unit", "cases.unit", c => c.Unit?.Name ?? texts["cases.no-unit"]),
            new("due", "cases.due", c => c.Clocks?.Unit?.DueAt is { } due ? ChinaTime.Minute(due) : "")
            {
                Sort = "dueAt", Cell = c => CaseWords.Left(c.Clocks?.Unit ?? c.Clocks?.Rider, texts, language),
            },
            new("reported", "cases.reported", c => ChinaTime.Minute(c.ReportedAt))
            {
                Sort = "reportedAt", Cell = c => Markup.Moment(c.ReportedAt),
            },
            new("changed", "cases.changed", c => ChinaTime.Minute(c.ChangedAt))
            {
                Sort = "changedAt", Extra = true, Cell = c => Markup.Moment(c.ChangedAt),
            },
            new("kind", "cases.kind", c => texts[$"kind.{c.Kind}"]) { Extra = true },
            new("outcome", "cases.outcome", c => c.Outcome is { } o ? texts[$"outcome.{o}"] : "") { Extra = true },
            new("rider-due", "cases.rider-due", c => c.Clocks is { } k ? ChinaTime.Minute(k.Rider.DueAt) : "")
            {
                Extra = true,
            },
        ];
}
