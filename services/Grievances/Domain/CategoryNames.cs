namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// Names of what duties and statistics speak of: a category, a group of categories (<c>road</c>), or everything.
/// </summary>
public static class CategoryNames
{
    private static readonly Wording Everything = new("全部事项", "Everything");

    /// <summary>What the tree does not know goes by its code.</summary>
    public static Wording Of(string code, IReadOnlyDictionary<string, Category> categories) =>
        categories.GetValueOrDefault(code) is { } known ? new(known.NameZh, known.NameEn)
            : code == Duty.Everything ? Everything : new(code, code);

    /// <summary><c>road.manhole</c> → <c>road</c>.</summary>
    public static string TopOf(string code) => code.Split('.', 2)[0];
}
