using System.Net;
using System.Net.Sockets;
using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Host;

/// <summary>What a person can mend: one line that says it, and exit code 1.</summary>
public sealed class RefusalTests : TemporaryData
{
    [Fact]
    public async Task PortInUse_IsSaid()
    {
        using var other = new TcpListener(IPAddress.Loopback, FreePorts.Next());
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await RefusesAsync($"Port {port} is in use", "--tiny-port", $"{port}");
    }

    [Fact]
    public async Task SecondInstanceOnTheSameData_IsRefused()
    {
        await using var first = await TinyInstance.SmallAsync(Data);
        await RefusesAsync("in use by another running instance");
        Assert.True(first.State.Healthy);
    }

    [Fact]
    public async Task FolderOfSomebodyElse_IsRefusedAlsoByReset()
    {
        Directory.CreateDirectory(Data);
        var precious = Path.Combine(Data, "thesis.txt");
        await File.WriteAllTextAsync(precious, "years of work");
        await RefusesAsync("neither empty nor a data folder", "--reset");
        Assert.True(File.Exists(precious));
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsSaid()
    {
        await File.WriteAllTextAsync(Data, "a file where the folder should be");
        await RefusesAsync("Cannot write to the data folder");
    }

    [Fact]
    public async Task FolderThatPostgresCannotReach_IsSaid()
    {
        // Only root has PostgreSQL run as another user.
        if (!Environment.IsPrivilegedProcess)
            return;
        File.SetUnixFileMode(Path.GetDirectoryName(Data)!, UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        await RefusesAsync("cannot enter", "--tiny-servers", "true");
    }

    [Fact]
    public async Task LostSecretsBesideAnOldDatabase_AreSaid()
    {
        Directory.CreateDirectory(Path.Combine(Data, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(Data, ".rider-platform"), "ours");
        await RefusesAsync("secrets.json is lost", "--tiny-servers", "true");
    }

    [Fact]
    public async Task MigrationThatFails_EndsTheHostAndSaysWhich()
    {
        await using var instance = TinyInstance.Start(Data, "--tiny-migration", "7");
        Assert.Equal(1, await instance.EndsAsync());
        Assert.Contains("tiny-migrate: ", instance.Output, StringComparison.Ordinal);
        Assert.Contains("exit code 7", instance.Output, StringComparison.Ordinal);
        // The broker has helpers of its own, which end when they see that it has.
        await Eventually.IsAsync(() => Task.FromResult(Orphans.Of(Data).Count), left => left == 0);
    }

    private async Task RefusesAsync(string reason, params string[] arguments)
    {
        var (code, output) = await Repository.RunAsync(
            Repository.TinyHost, ["--data", Data, "--tiny-servers", "false", .. arguments]);
        Assert.Equal(1, code);
        Assert.Contains(reason, Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }
}
