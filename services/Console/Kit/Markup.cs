using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace RiderPlatform.Console.Kit;

/// <summary>Small pieces of markup that code makes; every text that goes in is encoded here.</summary>
public static class Markup
{
    /// <summary>Chinese stays readable in the page's source; what markup is made of is escaped.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    public static IHtmlContent Link(string href, string text) =>
        new HtmlString($"<a href=\"{Encode(href)}\">{Encode(text)}</a>");

    /// <summary>
    /// A word with a colour that says the same: <c>wait</c>, <c>busy</c>, <c>good</c>, <c>late</c>, <c>off</c>.
    /// </summary>
    public static IHtmlContent Tag(string text, string tone) =>
        new HtmlString($"<span class=\"tag tag-{Encode(tone)}\">{Encode(text)}</span>");

    public static IHtmlContent Moment(DateTimeOffset moment) =>
        new HtmlString($"<time datetime=\"{ChinaTime.Iso(moment)}\">{ChinaTime.Minute(moment)}</time>");

    /// <summary>An icon of <c>icons.svg</c>; says nothing to a screen reader, so the text beside it must.</summary>
    public static IHtmlContent Icon(string name, Assets.AssetFiles assets) => new HtmlString(
        "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\">"
            + $"<use href=\"{assets.Href("icons.svg")}#{name}\"/></svg>");
}
