namespace RiderPlatform.Bench;

/// <summary>
/// One part of the bench. To add one: a class in <c>Parts/</c>, and its name in <c>Program.cs</c>. Parts run in the
/// order of that list, on the same instance unless one starts anew.
/// </summary>
internal interface IPart
{
    /// <summary>As it is asked for on the command line, and stands in the table.</summary>
    string Name { get; }

    /// <summary>It has an instance of its own, on which nothing was measured before.</summary>
    bool StartsAnew => false;

    /// <summary>Throws where what was measured turns out to be wrong: a fast wrong answer is no figure.</summary>
    Task<IReadOnlyList<Figure>> MeasureAsync(Subject subject);
}
