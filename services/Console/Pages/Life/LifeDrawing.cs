using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Pages.Life;

/// <summary>
/// Where the states of a case stand in the drawing and how the arrows run: the way of most cases along the top, what
/// leads back beneath it, and the end as a bar below them all.
/// </summary>
public static class LifeDrawing
{
    public const int Width = 1064;
    public const int Height = 470;
    public const int BoxWidth = 104;
    public const int BoxHeight = 40;
    private const int Column = 130;
    private const int TopRow = 80;
    private const int MiddleRow = 230;
    private const int EndRow = 400;

    private static readonly string[] Way =
        ["Registered", "Triaged", "Dispatched", "Accepted", "InProgress", "Resolved", "Verified", "CalledBack"];

    public sealed record Box(string Status, int X, int Y, int Width);

    /// <param name="Path">SVG path data.</param>
    /// <param name="LabelX">Where the first line of the label stands, with <paramref name="LabelY"/>.</param>
    public sealed record Arrow(
        string From, string To, string Path, int LabelX, int LabelY, IReadOnlyList<string> Actions);

    public static IReadOnlyList<Box> Boxes { get; } =
    [
        .. Way.Select((status, i) => new Box(status, 20 + (i * Column), TopRow, BoxWidth)),
        new("Returned", 20 + (2 * Column), MiddleRow, BoxWidth),
        new("Reopened", 20 + (6 * Column), MiddleRow, BoxWidth),
        new("Closed", 20, EndRow, Width - 40),
    ];

    public static IEnumerable<Arrow> ArrowsOf(IEnumerable<Transitions.Line> lines) =>
        lines.Where(l => l.From != l.To).GroupBy(l => (l.From, l.To)).Select(g =>
        {
            var (path, x, y) = Run(BoxOf(g.Key.From), BoxOf(g.Key.To));
            return new Arrow(g.Key.From, g.Key.To, path, x, y, [.. g.Select(l => l.Action).Distinct()]);
        });

    private static Box BoxOf(string status) => Boxes.First(b => b.Status == status);

    private static (string Path, int X, int Y) Run(Box from, Box to)
    {
        var (a, b) = (Middle(from), Middle(to));
        if (to.Status == "Closed")
        {
            // Two rows stand above the bar: theirs run side by side.
            var x = from.Y == TopRow ? a - 34 : a + 16;
            return ($"M{x} {from.Y + BoxHeight}V{to.Y}", x + 4, to.Y - 62);
        }

        if (from.Status == "Closed")
        {
            return ($"M{b + 44} {from.Y}V{to.Y + BoxHeight}", b + 44, to.Y + BoxHeight + 30);
        }

        if (from.Y == TopRow && to.Y == TopRow)
        {
            return b - a == Column
                ? ($"M{from.X + BoxWidth} {TopRow + 20}H{to.X}", (from.X + BoxWidth + to.X) / 2, TopRow - 6)
                : ($"M{a} {TopRow}C{a} {TopRow - 56} {b} {TopRow - 56} {b} {TopRow}", (a + b) / 2, TopRow - 48);
        }

        var down = from.Y < to.Y;
        var shift = a == b ? down ? -14 : 14 : 0;
        var (y1, y2) = down ? (from.Y + BoxHeight, to.Y) : (from.Y, to.Y + BoxHeight);
        var reach = down ? 50 : -50;
        // The nearer to the beginning, the closer the label: arrows that share an end do not share a label's place.
        var (lx, ly) = (a + shift + ((b - a) * 2 / 5), y1 + ((y2 - y1) * 2 / 5));
        return ($"M{a + shift} {y1}C{a + shift} {y1 + reach} {b + shift} {y2 - reach} {b + shift} {y2}", lx, ly);
    }

    private static int Middle(Box box) => box.X + (box.Width / 2);
}
