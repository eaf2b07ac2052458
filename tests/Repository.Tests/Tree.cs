using System.Runtime.CompilerServices;

namespace RiderPlatform.Repository.Tests;

/// <summary>The files of the repository that people write: nothing built, nothing generated, nothing hidden.</summary>
internal static class Tree
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", ".git", ".data", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static IEnumerable<string> Files(params string[] endings) => Under(Root)
        .Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
        .Select(f => Path.GetRelativePath(Root, f));

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static bool IsMigration(string relative) => relative.Contains("/Migrations/", StringComparison.Ordinal);

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Under));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
