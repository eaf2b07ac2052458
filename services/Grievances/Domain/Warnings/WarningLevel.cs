namespace RiderPlatform.Grievances.Domain.Warnings;

/// <summary>
/// How bad it is, in the four colours that a warning has in China; the number orders them. Worse is higher.
/// </summary>
public enum WarningLevel : short
{
    Blue = 1,
    Yellow = 2,
    Orange = 3,
    Red = 4,
}

public static class WarningLevels
{
    private static readonly (WarningLevel Level, string[] Names)[] Colours =
    [
        (WarningLevel.Red, ["红", "红色", "red"]),
        (WarningLevel.Orange, ["橙", "橙色", "orange"]),
        (WarningLevel.Yellow, ["黄", "黄色", "yellow"]),
        (WarningLevel.Blue, ["蓝", "蓝色", "blue"]),
    ];

    private static readonly char[] Between = [' ', ';', ',', '；', '，', '、', '/', '\t', '\n', '\r'];

    /// <summary>
    /// The colour that a parameter or event code names as a word of its own (<c>Orange</c>, <c>橙色</c>,
    /// <c>3; orange; Severe</c>); else the one in the headline (<c>暴雨橙色预警</c>); else what CAP's severity amounts
    /// to by the table of the national warning centre. A severity that is <c>Unknown</c> counts as the least.
    /// </summary>
    public static WarningLevel Of(IEnumerable<string> codes, string? headline, string severity)
    {
        var words = codes.SelectMany(c => c.Split(Between, StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var (level, names) in Colours)
        {
            if (names.Any(n => words.Contains(n, StringComparer.OrdinalIgnoreCase))
                || headline?.Contains($"{names[1]}预警", StringComparison.Ordinal) == true)
            {
                return level;
            }
        }

        return severity switch
        {
            "Extreme" => WarningLevel.Red,
            "Severe" => WarningLevel.Orange,
            "Moderate" => WarningLevel.Yellow,
            _ => WarningLevel.Blue,
        };
    }

    public static Wording Said(WarningLevel level) => level switch
    {
        WarningLevel.Red => new("红色", "red"),
        WarningLevel.Orange => new("橙色", "orange"),
        WarningLevel.Yellow => new("黄色", "yellow"),
        _ => new("蓝色", "blue"),
    };
}
