using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RiderPlatform.Repository.Tests;

/// <summary>What a file may not contain. Each guard says what to write instead.</summary>
internal static partial class Guards
{
    public const int MaxFileLines = 250;
    public const int MaxTestFileLines = 300;
    public const int MaxFunctionLines = 70;
    public const int MaxColumns = 120;

    private static readonly (Regex Banned, Func<string, bool> Where, string Instead)[] Words =
    [
        (Clock(), _ => true, "inject TimeProvider and ask it"),
        (RandomId(), _ => true, "Guid.CreateVersion7()"),
        (EnsureCreatedCall(), _ => true, "a migration"),
        (SleepCall(), _ => true, "a timer of TimeProvider, or Eventually in a test"),
        (DelayCall(), f =>
            f.StartsWith("tests/", StringComparison.Ordinal) && !f.EndsWith("Eventually.cs", StringComparison.Ordinal),
            "Eventually: wait for the condition"),
        (EmptyCatch(), _ => true, "handle the exception, or let it go up"),
        (LeftBehind(), _ => true, "do it, or file it"),
        (VagueName(), _ => true, "a name of the domain (style.md, Naming)"),
    ];

    /// <summary>Every offence in one C# file, one sentence each; none for a good file.</summary>
    public static IEnumerable<string> Offences(string file, string text)
    {
        var lines = text.Split('\n');
        var test = file.StartsWith("tests/", StringComparison.Ordinal);
        var limit = test ? MaxTestFileLines : MaxFileLines;
        if (lines.Length - 1 > limit)
        {
            yield return $"{file}: {lines.Length - 1} lines, at most {limit}: split it";
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > MaxColumns)
            {
                yield return $"{file}:{i + 1}: {lines[i].Length} columns, at most {MaxColumns}";
            }
        }

        foreach (var (banned, where, instead) in Words)
        {
            foreach (var match in banned.Matches(text).Where(_ => where(file)))
            {
                var line = text.AsSpan(0, match.Index).Count('\n') + 1;
                yield return $"{file}:{line}: '{match.Value.Trim()}' is banned; instead: {instead}";
            }
        }

        foreach (var (name, length) in LongFunctions(text))
        {
            yield return $"{file}: {name} has {length} lines, at most {MaxFunctionLines}";
        }
    }

    private static IEnumerable<(string Name, int Lines)> LongFunctions(string text) =>
        from node in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where length > MaxFunctionLines
        select (node is MethodDeclarationSyntax m ? m.Identifier.Text : node.Kind().ToString(), length);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bGuid\.NewGuid\b")]
    private static partial Regex RandomId();

    [GeneratedRegex(@"\bEnsureCreated(Async)?\(")]
    private static partial Regex EnsureCreatedCall();

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex SleepCall();

    [GeneratedRegex(@"\bTask\.Delay\(")]
    private static partial Regex DelayCall();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex LeftBehind();

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w+(Helper|Helpers|Manager|Dto|Utils|Util)\b")]
    private static partial Regex VagueName();
}
