using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

/// <summary>What the command line says to the host itself; all else is for AppHost's Program.cs.</summary>
internal sealed class HostOptions(IConfiguration configuration)
{
    public string Data { get; } = Path.TrimEndingDirectorySeparator(
        Path.GetFullPath(configuration["data"] is { Length: > 0 } data ? data : DefaultData()));

    /// <summary>Echo every line of every child, not only warnings and errors of the services.</summary>
    public bool Verbose { get; } = configuration.GetValue("verbose", false);

    /// <summary>Remove all data first.</summary>
    public bool Reset { get; } = configuration.GetValue("reset", false);

    /// <summary>The name of a resource that a running host shall restart.</summary>
    public string? Restart { get; } = configuration["restart"];

    private static string DefaultData()
    {
        if (Environment.IsPrivilegedProcess)
            return "/var/lib/rider-platform";
        var home = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.Combine(home, "rider-platform");
    }
}
