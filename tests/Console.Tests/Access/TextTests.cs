using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>What the pages say, against what their source asks for.</summary>
public sealed partial class TextTests
{
    private static readonly string Folder = Path.Combine(Root(), "services", "Console");
    private static readonly IReadOnlyList<(string File, string Key, string[] Pair)> Texts = ReadTexts();
    private static readonly IReadOnlyList<(string File, string Source)> Sources = ReadSources();

    [Fact]
    public void Pairs_HaveBothLanguages()
    {
        var wrong = Texts.Where(t => t.Pair.Length != 2 || t.Pair.Any(string.IsNullOrWhiteSpace)
            || Chinese().IsMatch(t.Pair[1])).Select(t => $"{t.File}: {t.Key}");
        Assert.Equal([], wrong);
    }

    [Fact]
    public void Keys_StandOnce()
    {
        Assert.Equal([], Texts.GroupBy(t => t.Key).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Keys_ThatAreAskedFor_Exist()
    {
        var keys = Texts.Select(t => t.Key).ToHashSet();
        var missing = Sources.SelectMany(s => Asked().Matches(s.Source)
            .Select(m => (s.File, Text: m.Groups["key"].Value, IsPattern: m.Groups["dollar"].Success)))
            .Where(a => a.IsPattern ? !keys.Any(PatternOf(a.Text).IsMatch) : !keys.Contains(a.Text))
            .Select(a => $"{a.File}: {a.Text}");
        Assert.Equal([], missing.Distinct());
    }

    [Fact]
    public void Keys_AreUsed()
    {
        var literals = Sources.SelectMany(s => Literal().Matches(s.Source)).ToList();
        var plain = literals.Where(m => !m.Groups["dollar"].Success).Select(m => m.Groups["text"].Value).ToHashSet();
        var patterns = literals.Where(m => m.Groups["dollar"].Success && m.Groups["text"].Value.Contains('.'))
            .Select(m => m.Groups["text"].Value).Distinct().Where(t => char.IsAsciiLetter(t[0]))
            .Select(PatternOf).ToList();
        var endings = plain.Where(p => p.StartsWith('.')).ToList();
        // Handed to a script as a whole.
        var groups = Sources.SelectMany(s => Group().Matches(s.Source)).Select(m => m.Groups["text"].Value).ToList();
        var unused = Texts.Select(t => t.Key).Where(k => !plain.Contains(k) && !patterns.Exists(p => p.IsMatch(k))
            && !groups.Exists(g => k.StartsWith(g, StringComparison.Ordinal))
            && !endings.Exists(e => k.EndsWith(e, StringComparison.Ordinal) && plain.Contains(k[..^e.Length])));
        Assert.Equal([], unused);
    }

    private static Regex PatternOf(string interpolated) =>
        new("^" + Hole().Replace(Regex.Escape(interpolated).Replace("\\{", "{", StringComparison.Ordinal), ".+") + "$");

    private static List<(string File, string Key, string[] Pair)> ReadTexts() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "Texts"), "*.json").SelectMany(file =>
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return json.RootElement.EnumerateObject().Select(p => (
                Path.GetFileName(file), p.Name, p.Value.EnumerateArray().Select(v => v.GetString() ?? "").ToArray()))
                .ToList();
        })];

    private static List<(string File, string Source)> ReadSources() =>
        [.. Directory.EnumerateFiles(Folder, "*.cs*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(f => !Path.GetRelativePath(Folder, f).Split('/').Any(p => p is "obj" or "bin" or "node_modules"))
            .Select(f => (Path.GetRelativePath(Folder, f), File.ReadAllText(f)))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiderPlatform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The solution is not above the tests.");
        }

        return folder.FullName;
    }

    /// <summary><c>T["…"]</c>, <c>texts.Of($"…"</c>, and a field's label and hint.</summary>
    [GeneratedRegex("(?:\\b(?:T|texts|_texts)(?:\\[|\\.Of\\()(?<dollar>\\$)?|<field[^>]*\\b(?:label|hint)=)"
        + "\"(?<key>(?:{[^}]*}|[^\"{])+)\"(?!\\s*\\+)")]
    private static partial Regex Asked();

    [GeneratedRegex("(?<dollar>\\$)?\"(?<text>[a-zA-Z.](?:{[^}]*}|[^\"\\s{])*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("StartsWith\\(\"(?<text>[a-z-]+\\.)\"")]
    private static partial Regex Group();

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Hole();

    [GeneratedRegex("[\\u4e00-\\u9fff]")]
    private static partial Regex Chinese();
}
