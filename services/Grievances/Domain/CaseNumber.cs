using System.Globalization;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// <c>XS20261122-100001</c>: the kind (XS for 线索), the day of the report in China, and a running number that is unique
/// by itself, so that no counter of the day is a lock for everybody.
/// </summary>
public static class CaseNumber
{
    private static readonly System.Buffers.SearchValues<char> Digits =
        System.Buffers.SearchValues.Create("0123456789-");

    private static readonly string[] Letters = [.. Enum.GetValues<CaseKind>().Select(LettersOf)];

    private static Prefix _today = new(default, "");

    public static string PrefixFor(CaseKind kind, DateTimeOffset now) =>
        kind == CaseKind.Clue ? PrefixFor(now) : LettersOf(kind) + PrefixFor(now)[2..];

    private static string LettersOf(CaseKind kind) => kind switch
    {
        CaseKind.Clue => "XS",
        CaseKind.Grievance => "SQ",
        CaseKind.Appeal => "SS",
        CaseKind.Wish => "XY",
        CaseKind.Demand => "XQ",
        CaseKind.VisitFinding => "ZF",
        _ => "ZT",
    };

    private static string PrefixFor(DateTimeOffset now)
    {
        var day = ChinaTime.DayOf(now);
        var known = _today;
        if (known.Day != day)
        {
            _today = known = new Prefix(day, $"XS{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-");
        }

        return known.Text;
    }

    /// <summary>
    /// Whether a text can be the beginning of a number: <c>XS</c>, <c>SQ</c>, … and at least one digit.
    /// </summary>
    public static bool IsPrefix(string text) => text.Length > 2 && Letters.Contains(text[..2])
        && text.AsSpan(2).IndexOfAnyExcept(Digits) < 0;

    private sealed record Prefix(DateOnly Day, string Text);
}
