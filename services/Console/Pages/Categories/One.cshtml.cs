using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Categories;

/// <summary>One category: changed, looked at before it is saved, and how it came to be what it is.</summary>
public sealed class OneModel : ConsolePage
{
    /// <summary>A field of the form as it is typed; a row without a code is none.</summary>
    public sealed class FieldRow
    {
        public string? Code { get; set; }

        public string? Type { get; set; }

        public string? NameZh { get; set; }

        public string? NameEn { get; set; }

        public bool Required { get; set; }

        public long? Max { get; set; }

        /// <summary>A line an option: <c>code 中文 / English</c>.</summary>
        public string? Options { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? NewCode { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? NameZh { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public string Severity { get; set; } = "Ordinary";

    [BindProperty]
    public bool Public { get; set; }

    [BindProperty]
    public bool Group { get; set; }

    [BindProperty]
    public bool Active { get; set; }

    [BindProperty]
    public string? MinLevel { get; set; }

    [BindProperty]
    public List<string> Kinds { get; set; } = [];

    [BindProperty]
    public List<FieldRow> Fields { get; set; } = [];

    /// <summary>The same of what is asked when a case is resolved.</summary>
    [BindProperty]
    public List<FieldRow> ResolveFields { get; set; } = [];

    public bool IsNew => Code == "new";

    /// <summary>What saving would change; null before it was asked for.</summary>
    public Api.Categories.Changed? Preview { get; private set; }

    public IReadOnlyList<Api.Categories.Earlier> Earlier { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (IsNew)
        {
            (Kinds, Active) = (["Clue"], true);
            (Fields, ResolveFields) = ([new FieldRow()], [new FieldRow()]);
            return Page();
        }

        if (await LoadAsync() is { } problem)
        {
            return Failed(problem);
        }

        var now = Earlier[0].Category;
        (Version, NameZh, NameEn, Severity) = (now.Version, now.NameZh, now.NameEn, now.Severity);
        (Public, Group, Active, MinLevel) = (now.Public, now.Group, now.Active, now.MinLevel);
        Kinds = [.. now.Kinds];
        Fields = [.. now.Form.Select(RowOf), new FieldRow()];
        ResolveFields = [.. now.ResolveForm.Select(RowOf), new FieldRow()];
        return Page();
    }

    public Task<IActionResult> OnPostPreviewAsync() => SendAsync(preview: true);

    public Task<IActionResult> OnPostSaveAsync() => SendAsync(preview: false);

    private async Task<IActionResult> SendAsync(bool preview)
    {
        var code = IsNew ? NewCode?.Trim() ?? "" : Code;
        var body = new
        {
            Version, NameZh, NameEn, Severity, Public, Group, Active, MinLevel = Blank(MinLevel), Kinds,
            Form = FormOf(Fields), ResolveForm = FormOf(ResolveFields),
        };
        var path = PlatformApi.Path(
            $"/api/v1/categories/{Uri.EscapeDataString(code.Length == 0 ? "-" : code)}",
            ("preview", preview ? "true" : null));
        using var content = JsonContent.Create(body, options: PlatformApi.Json);
        var answer = await Api.SendAsync<Api.Categories.Changed>(HttpMethod.Put, path, content, null, Aborted);
        if (answer.Ok && !preview)
        {
            return Done(Here.Link("/console/categories"), T.Of("categories.saved", NameZh));
        }

        if (!IsNew)
        {
            await LoadAsync();
        }

        if (answer.Value is { } changed)
        {
            Preview = changed;
            return Page();
        }

        return Refuse(answer.Problem!, ("code", nameof(NewCode)), ("nameZh", nameof(NameZh)),
            ("nameEn", nameof(NameEn)), ("kinds", nameof(Kinds)), ("group", nameof(Group)), ("public", nameof(Public)),
            ("form", nameof(Fields)), ("resolveForm", nameof(ResolveFields)));
    }

    private async Task<Problem?> LoadAsync()
    {
        var versions = await Api.GetAsync<IReadOnlyList<Api.Categories.Earlier>>(
            $"/api/v1/categories/{Uri.EscapeDataString(Code)}/versions", Aborted);
        Earlier = versions.Value ?? [];
        return versions.Problem;
    }

    private static FieldRow RowOf(Reports.FormField field) => new()
    {
        Code = field.Code, Type = field.Type, NameZh = field.NameZh, NameEn = field.NameEn, Required = field.Required,
        Max = field.Max, Options = string.Join('\n', field.Options.Select(o => $"{o.Code} {o.NameZh} / {o.NameEn}")),
    };

    private static IEnumerable<Reports.FormField> FormOf(List<FieldRow> rows) =>
        rows.Where(r => Blank(r.Code) is not null).Select(FieldOf);

    private static Reports.FormField FieldOf(FieldRow row) => new(
        row.Code!.Trim(), row.Type ?? "Text", row.NameZh?.Trim() ?? "", row.NameEn?.Trim() ?? "", row.Required, row.Max,
        [.. (row.Options ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(OptionOf)]);

    private static Reports.FormChoice OptionOf(string line)
    {
        var (code, names) = line.IndexOf(' ') is var at and > 0 ? (line[..at], line[(at + 1)..]) : (line, "");
        var pair = names.Split('/', 2, StringSplitOptions.TrimEntries);
        return new Reports.FormChoice(code, pair[0], pair[^1]);
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
