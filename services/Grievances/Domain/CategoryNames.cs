namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// Names of what duties and statistics speak of: a category, a group of categories (<c>road</c>), or everything.
/// </summary>
public static class CategoryNames
{
    private static readonly Dictionary<string, Wording> Groups = new()
    {
        [Duty.Everything] = new("全部事项", "Everything"),
        ["road"] = new("道路交通", "Roads and traffic"),
        ["environment"] = new("环境卫生", "Environment"),
        ["facility"] = new("公共设施", "Public facilities"),
        ["fire"] = new("消防安全", "Fire safety"),
        ["food"] = new("食品安全", "Food safety"),
        ["access"] = new("通行进出", "Access"),
    };

    /// <summary>A group that a city has added without a name of its own goes by its code.</summary>
    public static Wording Of(string code, IReadOnlyDictionary<string, Category> categories) =>
        categories.GetValueOrDefault(code) is { } known ? new(known.NameZh, known.NameEn)
            : Groups.GetValueOrDefault(code) ?? new(code, code);

    /// <summary><c>road.manhole</c> → <c>road</c>.</summary>
    public static string TopOf(string code) => code.Split('.', 2)[0];
}
