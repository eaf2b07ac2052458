using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Cases that wait for the reader, one under the other, to be worked through.</summary>
/// <param name="Href">The address of one of its pages.</param>
public sealed record Lane(Answer<Listed<Api.Cases.Case>> List, string EmptyText, Func<int, string> Href)
{
    public const int Size = 50;

    /// <summary>What can be done from the list itself: partial view of one case.</summary>
    public required string Does { get; init; }

    /// <param name="Text">Key of its name.</param>
    /// <param name="Count">Null while it cannot be read.</param>
    /// <param name="Query">What it lists, as the API's list takes it.</param>
    /// <param name="Hot">More than none of these is bad news.</param>
    public sealed record Tab(
        string Key, string Text, long? Count, (string Name, object? Value)[] Query, bool Hot = false);
}

/// <summary>One case of a lane and how the page that shows it makes its addresses.</summary>
public sealed record LaneItem(Api.Cases.Case Case, Guid Key);
