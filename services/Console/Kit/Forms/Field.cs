using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RiderPlatform.Console.Kit.Forms;

/// <summary>
/// <c>&lt;field name="note" label="resolve.note" hint="resolve.note.hint" kind="text" required&gt;</c>: label, control,
/// hint, and beside it what went wrong and what to do, tied together for screen readers. Its value is what was typed
/// (or held over a sign-in), else <see cref="Value"/>. For a choice, its options are the content.
/// </summary>
/// <remarks>Names, labels and hints are keys of <see cref="Texts"/>; everything else is shown as it is,
/// encoded.</remarks>
[HtmlTargetElement("field")]
public sealed class Field(Texts texts) : TagHelper
{
    public required string Name { get; set; }

    public string? Label { get; set; }

    /// <summary>The label itself, where it comes from data and not from <see cref="Texts"/>.</summary>
    public string? Said { get; set; }

    public string? Hint { get; set; }

    /// <summary>
    /// <c>text</c>, <c>area</c>, <c>select</c>, <c>number</c>, <c>file</c>, <c>search</c>, <c>datetime-local</c> …
    /// </summary>
    public string Kind { get; set; } = "text";

    public string? Value { get; set; }

    public bool Required { get; set; }

    /// <summary>Of a search form, where nothing is required and nothing needs to say so.</summary>
    public bool Free { get; set; }

    public int? Max { get; set; }

    /// <summary>Further attributes of the control, such as <c>accept</c>: <c>control-accept="image/*"</c>.</summary>
    [HtmlAttributeName(DictionaryAttributePrefix = "control-")]
    public Dictionary<string, string> Control { get; set; } = [];

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var options = await output.GetChildContentAsync();
        View.ModelState.TryGetValue(Name, out var entry);
        var errors = entry?.Errors.Select(e => e.ErrorMessage).Where(e => e.Length > 0).ToList() ?? [];
        var id = TagBuilder.CreateSanitizedId(Name, "-");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "field wrong" : "field");
        var label = new TagBuilder("label") { Attributes = { ["for"] = id } };
        label.InnerHtml.Append(Said ?? texts[Label!]);
        if (!Required && !Free && Kind != "search")
        {
            label.InnerHtml.AppendHtml($" <span class=\"quiet\">{Markup.Encode(texts["form.optional"])}</span>");
        }

        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line("hint", $"{id}-hint", texts[Hint]));
        }

        output.Content.AppendHtml(ControlOf(id, errors.Count > 0, entry, options));
        if (errors.Count > 0)
        {
            output.Content.AppendHtml(Line("error", $"{id}-error", string.Join(' ', errors.Select(texts.Said))));
        }
    }

    private TagBuilder ControlOf(string id, bool wrong, ModelStateEntry? entry, TagHelperContent options)
    {
        var typed = entry?.AttemptedValue ?? Value ?? "";
        var control = new TagBuilder(Kind switch { "area" => "textarea", "select" => "select", _ => "input" });
        if (control.TagName == "input")
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.MergeAttribute("type", Kind);
            if (Kind is not ("file" or "password"))
            {
                control.MergeAttribute("value", typed);
            }
        }
        else if (control.TagName == "textarea")
        {
            control.InnerHtml.Append("\n" + typed);
        }
        else
        {
            control.InnerHtml.AppendHtml(options);
        }

        control.MergeAttribute("id", id);
        control.MergeAttribute("name", Name);
        string?[] described = [Hint is null ? null : $"{id}-hint", wrong ? $"{id}-error" : null];
        Add(control, "aria-describedby", string.Join(' ', described.OfType<string>()));
        Add(control, "aria-invalid", wrong ? "true" : "");
        Add(control, "maxlength", Max?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
        if (Required)
        {
            control.MergeAttribute("required", "");
        }

        foreach (var (name, value) in Control)
        {
            control.MergeAttribute(name, value);
        }

        return control;
    }

    private static void Add(TagBuilder control, string name, string value)
    {
        if (value.Length > 0)
        {
            control.MergeAttribute(name, value);
        }
    }

    private static TagBuilder Line(string style, string id, string text)
    {
        var line = new TagBuilder("p") { Attributes = { ["class"] = style, ["id"] = id } };
        line.InnerHtml.Append(text);
        return line;
    }
}
