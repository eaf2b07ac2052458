using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RiderPlatform.Harness;

internal static class Shell
{
    public static Process Start(string[] command, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start =
            new ProcessStartInfo(
            command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static Task RunAsync(params string[] command) => RunAsync(command, null);

    public static async Task RunAsync(string[] command, IReadOnlyDictionary<string, string>? settings)
    {
        using var process = Start(command, settings);
        var errors = "";
        process.ErrorDataReceived += (_, e) => errors += e.Data + "\n";
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors}");
        }
    }

    public static void Stop(Process? process, string signal)
    {
        if (process is null || process.HasExited)
        {
            return;
        }

        using var kill = Start(["kill", "-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        if (!process.WaitForExit(10_000))
        {
            process.Kill(entireProcessTree: true);
        }
    }
}

internal static class Ports
{
    private static int _next = Random.Shared.Next(20_000, 31_000);

    /// <summary>Below the ephemeral range, so that a server that restarts finds its port free.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _next);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }
    }
}
