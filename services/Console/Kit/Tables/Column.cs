using Microsoft.AspNetCore.Html;

namespace RiderPlatform.Console.Kit.Tables;

/// <summary>A column of a list: what stands in the page's cell, and what in the file's.</summary>
/// <param name="Key">Its name in the address (<c>cols=number,status</c>) and in the file's first line.</param>
/// <param name="Text">Key of its heading.</param>
/// <param name="Value">The plain value; for the file, and for the page where there is no <c>Cell</c>.</param>
public sealed record Column<T>(string Key, string Text, Func<T, string?> Value)
{
    /// <summary>Where the page shows more than the plain value. Encodes what it is given.</summary>
    public Func<T, IHtmlContent>? Cell { get; init; }

    /// <summary>The API's name for sorting by it; null where it cannot.</summary>
    public string? Sort { get; init; }

    /// <summary>Not shown until it is chosen.</summary>
    public bool Extra { get; init; }

    /// <summary>Always shown: the row's name.</summary>
    public bool Fixed { get; init; }

    /// <summary>Figures stand right.</summary>
    public bool IsNumber { get; init; }
}
