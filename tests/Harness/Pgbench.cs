using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace RiderPlatform.Harness;

/// <summary>PostgreSQL's own load generator, in the cluster and the database of what it is compared with.</summary>
public static partial class Pgbench
{
    /// <summary>Transactions per second, without the time to connect.</summary>
    public static async Task<double> RateAsync(string connectionString, string script, int clients, TimeSpan duration)
    {
        var output =
            await RunAsync(connectionString, script, clients, ["-j", "2", "-T", $"{(int)duration.TotalSeconds}"]);
        return double.Parse(Rate().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs the script as the bench does, <paramref name="transactions"/> times for each client.</summary>
    public static Task TryAsync(string connectionString, string script, int clients, int transactions) =>
        RunAsync(connectionString, script, clients, ["-t", $"{transactions}"]);

    private static async Task<string> RunAsync(
        string connectionString, string script, int clients, IEnumerable<string> length)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            return await RunAsync(new NpgsqlConnectionStringBuilder(connectionString),
                ["-n", "-M", "prepared", "-f", file, "-c", $"{clients}", .. length]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(NpgsqlConnectionStringBuilder database, string[] arguments)
    {
        var start = new ProcessStartInfo(Program(), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PGHOST"] = database.Host;
        start.Environment["PGPORT"] = $"{database.Port}";
        start.Environment["PGUSER"] = database.Username;
        start.Environment["PGPASSWORD"] = database.Password;
        start.Environment["PGDATABASE"] = database.Database;
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && NoneFailed().IsMatch(texts[0])
            ? texts[0]
            : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}:\n{string.Concat(texts)}");
    }

    /// <summary>The newest version's, as AppHost chooses the server.</summary>
    private static string Program() => Directory.EnumerateDirectories("/usr/lib/postgresql")
        .OrderBy(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).Last() + "/bin/pgbench";

    [GeneratedRegex(@"tps = ([\d.]+) \(without initial")]
    private static partial Regex Rate();

    [GeneratedRegex(@"failed transactions: 0 ")]
    private static partial Regex NoneFailed();
}
