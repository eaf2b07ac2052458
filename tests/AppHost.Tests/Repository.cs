using System.Reflection;
using RiderPlatform.LocalHosting;

// Every test here starts servers or hosts: side by side they would only time each other out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RiderPlatform.AppHost.Tests;

/// <summary>Where the repository and its built programs lie.</summary>
internal static class Repository
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static string Root => Metadata("RepositoryRoot");

    public static string AppHost => Program("AppHost", "RiderPlatform.AppHost");

    public static string TinyHost => Program("tests/TinyHost", "RiderPlatform.TinyHost");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Runs a program of ours to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var output = new LastLines(200);
        var process = ChildProcess.Start(Command(program, arguments), output);
        try
        {
            return (await process.Exited.WaitAsync(Patience), output.ToString());
        }
        finally
        {
            await process.StopAsync(Signal.Terminate, Patience);
        }
    }

    public static ChildCommand Command(string program, params string[] arguments) =>
        new("dotnet", [program, .. arguments]) { InheritsEnvironment = true };

    private static string Program(string folder, string name) =>
        Path.Combine(Root, folder, "bin", Metadata("Configuration"), "net10.0", $"{name}.dll");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
