namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// A value with its element's name, from which both forms are written: XML as it stands, JSON by the Spark convention,
/// which leaves out the root's name and turns a list into an array whatever its length.
/// </summary>
/// <param name="Value">Text, truth, number, <see cref="Fields"/>, <see cref="Items"/>, or null for nothing.</param>
internal sealed record Node(string Name, object? Value)
{
    public static Node Of(string name, params Node[] fields) => new(name, new Fields(fields));

    /// <summary>A list: every item has the same name.</summary>
    public static Node List(string name, IEnumerable<Node> items) => new(name, new Items([.. items]));

    internal sealed record Fields(IReadOnlyList<Node> All);

    internal sealed record Items(IReadOnlyList<Node> All);
}
