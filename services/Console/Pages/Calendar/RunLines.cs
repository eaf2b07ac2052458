using System.Globalization;

namespace RiderPlatform.Console.Pages.Calendar;

/// <summary>Runs of days as they are typed, one a line: <c>2027-10-01 2027-10-07 国庆节</c>.</summary>
/// <param name="Wrong">Lines that cannot be read, with their numbers.</param>
public sealed record RunLines(IReadOnlyList<Api.Calendar.Run> Runs, IReadOnlyList<(int Number, string Line)> Wrong)
{
    /// <summary>What a line of a file begins with when people work on its days.</summary>
    private static readonly string[] Works = ["上班", "work"];

    private static readonly string[] Rests = ["放假", "off"];

    public static RunLines Of(string? text)
    {
        var (runs, wrong) = (new List<Api.Calendar.Run>(), new List<(int, string)>());
        foreach (var (index, line) in Lines(text).Index())
        {
            if (line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries) is [var from, var to, var name]
                && Day(from) is { } first && Day(to) is { } last)
            {
                runs.Add(new(first, last, name.Trim()));
            }
            else
            {
                wrong.Add((index + 1, line));
            }
        }

        return new(runs, wrong);
    }

    public static string Text(IEnumerable<Api.Calendar.Run> runs) =>
        string.Join('\n', runs.Select(r => $"{r.From:yyyy-MM-dd} {r.To:yyyy-MM-dd} {r.Name}"));

    /// <summary>A file's lines without and with work; one that begins with neither word is a day off.</summary>
    public static (string Off, string Work) Parted(string file)
    {
        var lines = Lines(file).ToLookup(l => Works.Any(w => l.StartsWith(w, StringComparison.OrdinalIgnoreCase)));
        return (string.Join('\n', lines[false].Select(l => Without(l, Rests))),
            string.Join('\n', lines[true].Select(l => Without(l, Works))));
    }

    private static string Without(string line, string[] words) =>
        words.FirstOrDefault(w => line.StartsWith(w, StringComparison.OrdinalIgnoreCase)) is { } word
            ? line[word.Length..].TrimStart(' ', '\t', ':', '：') : line;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string[] Lines(string? text) => (text ?? "").Split(
        '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
