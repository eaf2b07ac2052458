using System.Text;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Exports;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Kit.Tables;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Every case in scope, searched and sorted; as a file at once where it is short, else as long work.</summary>
public sealed class IndexModel(Language language, ExportJobs exports, TimeProvider time) : ConsolePage
{
    private const int MaxUnits = 200;

    public CaseSearch Search { get; private set; } = null!;

    public TableView Table { get; private set; } = null!;

    public IReadOnlyList<Api.Cases.Category> Categories { get; private set; } = [];

    public IReadOnlyList<Organisations.Organisation> Units { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Search = new CaseSearch(Request.Query);
        var table = CaseTable.Of(T, language, Here);
        var categories = Api.GetAsync<List<Api.Cases.Category>>("/api/v1/categories", Aborted);
        // A handler's list is that of one unit.
        var units = Me.Has(Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator)
            ? Api.GetAsync<Listed<Organisations.Organisation>>(PlatformApi.Path("/api/v1/organisations",
                ("region", Here.Region), ("kind", "Department"), ("size", MaxUnits)), Aborted) : null;
        var list = await Api.GetAsync<Listed<Api.Cases.Case>>(ListPath(table), Aborted);
        Categories = (await categories).Value ?? [];
        Units = units is null ? [] : (await units).Value?.Items ?? [];
        foreach (var (field, sentences) in list.Problem?.Errors ?? new Dictionary<string, string[]>())
        {
            ModelState.AddModelError(field, sentences[0]);
        }

        Table = table.View(list, Request, T);
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        Search = new CaseSearch(Request.Query);
        var table = CaseTable.Of(T, language, Here);
        var (sort, order) = Sorting(table);
        var first = await Api.GetAsync<Listed<Api.Cases.Case>>(PlatformApi.Path("/api/v1/cases",
            [.. Search.Query(Here), ("sort", sort), ("order", order), ("size", ExportJobs.PageSize)]), Aborted);
        if (first.Value is not { } list)
        {
            return Failed(first.Problem!);
        }

        if (list.Total > ExportJobs.PageSize)
        {
            // One instant for all its pages: nothing is missed or told twice while cases go on changing.
            var at = Here.AtInstant ?? time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
            var path = PlatformApi.Path("/api/v1/cases", [.. Search.Query(Here).Where(q => q.Name != "at"),
                ("at", at), ("sort", sort), ("order", order), ("size", ExportJobs.PageSize)]);
            var begun = await exports.StartAsync(
                Me, path, Request.QueryString.Value!, await TotalAsync(list, at), language, Aborted);
            return begun
                ? Done(Here.Link("/console/exports"), T["exports.started"])
                : Redirect(Here.Link("/console/exports", ("refused", "too-many")));
        }

        var columns = CaseTable.ColumnsOf(T, language);
        var text = new StringBuilder(CsvFile.Header(columns, T));
        foreach (var one in list.Items)
        {
            text.Append(CsvFile.Line(columns, one));
        }

        return File([.. CsvFile.Mark, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8",
            ExportJobs.FileName(time.GetUtcNow()));
    }

    /// <summary>The list counts no further than a reader pages; a file goes on, and says how far it is.</summary>
    private async Task<long> TotalAsync(Listed<Api.Cases.Case> list, string at)
    {
        if (!list.TotalExceeded)
        {
            return list.Total;
        }

        var path = PlatformApi.Path(
            "/api/v1/cases/count", [.. Search.Query(Here).Where(q => q.Name != "at"), ("at", at)]);
        return (await Api.GetAsync<Api.Cases.Count>(path, Aborted)).Value?.Total ?? list.Total;
    }

    private string ListPath(Table<Api.Cases.Case> table)
    {
        var state = table.StateOf(Request);
        var (sort, order) = Sorting(table);
        return PlatformApi.Path("/api/v1/cases", [.. Search.Query(Here), ("sort", sort), ("order", order),
            ("page", state.Page), ("size", state.Size)]);
    }

    /// <summary>As the table's headings say; from the form, which has no order, the API's own for each.</summary>
    private (string? Sort, string? Order) Sorting(Table<Api.Cases.Case> table)
    {
        var state = table.StateOf(Request);
        return (state.Sort, state.Sort is null || !Request.Query.ContainsKey("order") ? null : state.Order);
    }
}
