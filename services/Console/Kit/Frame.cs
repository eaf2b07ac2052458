using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace RiderPlatform.Console.Kit;

/// <summary>What a page tells the frame around it.</summary>
public sealed record Frame(string Title)
{
    /// <summary>The page above this one: name and address; stands in the breadcrumb.</summary>
    public IReadOnlyList<(string Text, string Href)> Above { get; init; } = [];

    /// <summary><c>phone</c>, <c>desk</c> or <c>wall</c>; by default that of the menu's entry.</summary>
    public string? Surface { get; init; }

    /// <summary>Modules of <c>js/</c> that this page needs beside those that every page has.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Style sheets of <c>css/</c> and <c>vendor/</c> beside those that every page has.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>A form's page at a past moment would promise what cannot be done.</summary>
    public bool IsOfNow { get; init; }

    /// <summary>
    /// Kept by browsers for when there is no network: names nobody, and offers no sign-in or sign-out.
    /// </summary>
    public bool IsImpersonal { get; init; }
}

public static class Frames
{
    private const string Key = "frame";

    public static void Frame(this ViewDataDictionary data, Frame frame) => data[Key] = frame;

    public static Frame Frame(this ViewDataDictionary data) => data[Key] as Frame ?? new Frame("");
}
