using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RiderPlatform.Harness;

internal static class Shell
{
    private static readonly Lazy<BlockingCollection<Action>> Starts = new(() =>
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        { IsBackground = true, Name = "parent of the test servers" }.Start();
        return starts;
    });

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

    /// <summary>
    /// Starts a server that must end with this process. The kernel's parent-death signal (<c>setpriv --pdeathsig</c>)
    /// is sent when the <em>thread</em> that started the child ends, so it must be one that never does: a thread of the
    /// pool is retired after some idle seconds, and took the broker with it.
    /// </summary>
    public static Task<Process> StartServerAsync(string[] command, IReadOnlyDictionary<string, string>? settings = null)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Value.Add(() =>
        {
            try
            {
                started.SetResult(Start(command, settings));
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
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
