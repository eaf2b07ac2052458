using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit.Tables;

/// <summary>
/// A list of the API as a table: sorted, filtered, paged and chosen by the address alone, so that it works without
/// scripts and can be sent to a colleague. A page declares its columns once; the file has them all.
/// </summary>
/// <param name="Caption">Key of what the list is of.</param>
/// <param name="EmptyText">Key of what to say, and to do, where there is nothing.</param>
public sealed record Table<T>(string Caption, string EmptyText, IReadOnlyList<Column<T>> Columns)
{
    /// <summary>Where a row leads; null: nowhere.</summary>
    public Func<T, string?>? Href { get; init; }

    /// <summary><c>major</c>, <c>late</c> …: marks the row; its meaning stands in a cell as well.</summary>
    public Func<T, string?>? Tone { get; init; }

    public bool HasExport { get; init; }

    public TableState StateOf(HttpRequest request) => TableState.Read(request.Query, Sorts);

    public TableView View(Answer<Listed<T>> answer, HttpRequest request, Texts texts)
    {
        var state = StateOf(request);
        var shown = Columns.Where(c => IsShown(c, state)).ToList();
        var address = request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))).ToList();
        var view = new TableView
        {
            Caption = texts[Caption],
            EmptyText = EmptyText,
            State = state,
            Headings = [],
            Lines = [.. (answer.Value?.Items ?? []).Select(item => LineOf(item, shown))],
            Choices = [.. Columns.Select(c =>
                new TableView.Choice(c.Key, texts[c.Text], IsShown(c, state), c.Fixed))],
            Total = texts.Of(answer.Value?.TotalExceeded == true ? "table.more-than" : "table.total",
                answer.Value?.Total ?? 0),
            PageCount = answer.Value?.PageCount ?? 0,
            Address = address,
            Problem = answer.Problem,
            HasExport = HasExport,
        };
        return view with { Headings = [.. shown.Select(c => HeadingOf(c, view, texts))] };
    }

    private string[] Sorts => [.. Columns.Select(c => c.Sort).OfType<string>()];

    private static bool IsShown(Column<T> column, TableState state) =>
        column.Fixed || (state.Columns is { } chosen ? chosen.Contains(column.Key) : !column.Extra);

    private TableView.Line LineOf(T item, List<Column<T>> shown) => new(Href?.Invoke(item), Tone?.Invoke(item),
        [.. shown.Select(c => c.Cell?.Invoke(item) ?? new HtmlString(Markup.Encode(c.Value(item) ?? "")))]);

    private static TableView.Heading HeadingOf(Column<T> column, TableView view, Texts texts)
    {
        if (column.Sort is null)
        {
            return new TableView.Heading(texts[column.Text], null, null, column.IsNumber);
        }

        var current = view.State.Sort == column.Sort;
        var next = current && !view.State.Descending ? "desc" : "asc";
        var sorted = !current ? null : view.State.Descending ? "descending" : "ascending";
        var href = view.Href(("sort", column.Sort), ("order", next), ("page", null));
        return new TableView.Heading(texts[column.Text], href, sorted, column.IsNumber);
    }
}
