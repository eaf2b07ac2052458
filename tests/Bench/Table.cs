using System.Globalization;

namespace RiderPlatform.Bench;

/// <summary>The figures as one table, for a terminal.</summary>
internal static class Table
{
    private static readonly string[] Heads =
    [
        "部分 part", "指标 figure", "数值 value", "单位 unit", "参照 reference", "参照值 its value", "比值 ratio",
        "目标 aim", "达到 met",
    ];

    private static readonly bool[] Right = [false, false, true, false, false, true, true, false, false];

    public static void Print(IEnumerable<Figure> figures, TextWriter to)
    {
        string[][] rows = [Heads, .. figures.Select(Cells)];
        var widths = Heads.Select((_, i) => rows.Max(r => Width(r[i]))).ToArray();
        foreach (var row in rows)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, i) => Pad(cell, widths[i], Right[i]))).TrimEnd());
            if (row == Heads)
            {
                to.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
            }
        }
    }

    private static string[] Cells(Figure f) =>
    [
        f.Part, f.Name, Number(f.Value), f.Unit, f.Reference ?? "", Number(f.ReferenceValue),
        f.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", f.Aim ?? "",
        f.Met switch { true => "✓", false => "✗", null => "" },
    ];

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 100 or <= -100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Pad(string cell, int width, bool right)
    {
        var blanks = new string(' ', width - Width(cell));
        return right ? blanks + cell : cell + blanks;
    }

    /// <summary>A Chinese character takes two columns.</summary>
    private static int Width(string text) => text.Sum(c => c >= '\u2E80' ? 2 : 1);
}
