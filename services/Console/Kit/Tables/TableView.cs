using System.Globalization;
using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit.Tables;

/// <summary>A list as <c>_Table.cshtml</c> draws it, whatever it is a list of.</summary>
public sealed record TableView
{
    /// <param name="SortHref">Null where one cannot sort by it.</param>
    /// <param name="Sorted"><c>ascending</c>, <c>descending</c> or null.</param>
    public sealed record Heading(string Text, string? SortHref, string? Sorted, bool IsNumber);

    public sealed record Line(string? Href, string? Tone, IReadOnlyList<IHtmlContent> Cells);

    /// <param name="Shown">Ticked in the column chooser.</param>
    public sealed record Choice(string Key, string Text, bool Shown, bool Fixed);

    public required string Caption { get; init; }

    public required IReadOnlyList<Heading> Headings { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public required IReadOnlyList<Choice> Choices { get; init; }

    public required TableState State { get; init; }

    /// <summary>How many, as a sentence.</summary>
    public required string Total { get; init; }

    public required int PageCount { get; init; }

    /// <summary>Names and values of the address, for the small forms to keep.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Address { get; init; }

    /// <summary>What to show where there is nothing: key of the sentence.</summary>
    public required string EmptyText { get; init; }

    /// <summary>Why there is no list.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Only where the list can be had as a file.</summary>
    public bool HasExport { get; init; }

    /// <summary>The same address with something changed; a null value leaves its name out.</summary>
    public string Href(params (string Name, object? Value)[] changes)
    {
        var changed = changes.Select(c => c.Name).ToHashSet();
        var kept = Address.Where(a => !changed.Contains(a.Key))
            .Select(a => KeyValuePair.Create(a.Key, (string?)a.Value));
        var added = changes.Where(c => c.Value is not null)
            .Select(c => KeyValuePair.Create(c.Name, Convert.ToString(c.Value, CultureInfo.InvariantCulture)));
        return QueryString.Create(kept.Concat(added)).ToUriComponent();
    }
}
