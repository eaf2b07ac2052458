namespace RiderPlatform.Console.Kit.Tables;

/// <summary>
/// How a list stands in its address: page, size, sorting, columns, density. Without scripts each of them is a link or a
/// small form.
/// </summary>
public sealed record TableState
{
    public const int MaxSize = 200;
    public static readonly IReadOnlyList<int> Sizes = [20, 50, 100, MaxSize];

    public int Page { get; private init; } = 1;

    public int Size { get; private init; } = Sizes[0];

    public string? Sort { get; private init; }

    public bool Descending { get; private init; }

    /// <summary>Null: the columns that are shown unless one chooses.</summary>
    public IReadOnlyList<string>? Columns { get; private init; }

    public bool IsDense { get; private init; }

    public string Order => Descending ? "desc" : "asc";

    /// <param name="sorts">The names that may be sorted by; another in the address is as none.</param>
    public static TableState Read(IQueryCollection query, IReadOnlyCollection<string> sorts)
    {
        var sort = query["sort"].ToString();
        return new TableState
        {
            Page = int.TryParse(query["page"], out var page) ? Math.Clamp(page, 1, 1_000_000) : 1,
            Size = int.TryParse(query["size"], out var size) && Sizes.Contains(size) ? size : Sizes[0],
            Sort = sorts.Contains(sort) ? sort : null,
            Descending = query["order"] == "desc",
            Columns = query.ContainsKey("cols")
                ? [.. query["cols"].SelectMany(c => (c ?? "").Split(',')).Where(c => c.Length > 0)] : null,
            IsDense = query["density"] == "dense",
        };
    }
}
