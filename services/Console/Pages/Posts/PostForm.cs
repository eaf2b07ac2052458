using System.Globalization;

namespace RiderPlatform.Console.Pages.Posts;

/// <summary>A post as it is typed, given or ended.</summary>
public sealed class PostForm
{
    /// <summary>The API's names of the fields, and the form's.</summary>
    public static readonly (string Api, string Form)[] Names =
    [
        .. ((string, string)[])[("kind", "Post.Kind"), ("regionCode", "Post.Region"), ("validFrom", "Post.From"),
            ("validUntil", "Post.Until"), ("reason", "Post.Reason")],
    ];

    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public Guid? RiderId { get; set; }

    public string? Kind { get; set; }

    public string? Region { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? Reason { get; set; }

    /// <summary>The post that is being ended, where it was refused.</summary>
    public Guid? Ending { get; set; }

    public object Body() => new { Kind, RegionCode = Region, ValidFrom = Day(From), ValidUntil = Day(Until) };

    private static string? Day(string? text) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? $"{day:yyyy-MM-dd}" : null;
}

/// <summary>Which posts are listed.</summary>
public sealed class PostFilter
{
    public string? Region { get; set; }

    public string? Kind { get; set; }

    /// <summary>Those that are over, or to come, too.</summary>
    public bool Ended { get; set; }

    public IEnumerable<(string, object?)> Query() =>
        [("Filter.Region", Region), ("Filter.Kind", Kind), ("Filter.Ended", Ended ? "true" : null)];
}
