namespace RiderPlatform.LocalHosting;

internal static class PostgresBinaries
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>
    /// The binary of the version that made the cluster, of the newest version when there is no cluster yet.
    /// </summary>
    public static string Find(string program, string data)
    {
        var versionFile = Path.Combine(data, "PG_VERSION");
        var version = File.Exists(versionFile) ? File.ReadAllText(versionFile).Trim() : null;
        var folders = DebianFolders(version).Concat(version is null ? SearchPath() : []);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(Exists)
            ?? throw new HostingException(version is null
                ? $"找不到 PostgreSQL 的 {program}，请安装：apt-get install postgresql · PostgreSQL's {program} is missing"
                : $"数据属于 PostgreSQL {version}，请安装 postgresql-{version} · The data needs postgresql-{version}");
    }

    /// <summary>A link to a program that was removed exists, and starts nothing.</summary>
    private static bool Exists(string program) =>
        File.Exists(program) && File.ResolveLinkTarget(program, returnFinalTarget: true) is null or { Exists: true };

    private static IEnumerable<string> DebianFolders(string? version) => !Directory.Exists(DebianRoot)
        ? []
        : Directory.EnumerateDirectories(DebianRoot)
            .Where(folder => version is null || Path.GetFileName(folder) == version)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var number) ? number : 0)
            .Select(folder => Path.Combine(folder, "bin"));

    private static string[] SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
}
