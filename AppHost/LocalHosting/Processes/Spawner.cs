using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Starts every child from one thread that lives as long as the process. Linux sends the parent-death signal when
/// the <em>thread</em> that forked ends: a child started from the thread pool would be killed some quiet minutes
/// later.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Requests = StartThread();

    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Win32Exception error)
            {
                started.SetException(new HostingException(
                    $"无法启动 {start.FileName}（Debian: util-linux）· Cannot start {start.FileName}: {error.Message}",
                    error));
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> StartThread()
    {
        var requests = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var request in requests.GetConsumingEnumerable())
                request();
        })
        { IsBackground = true, Name = "spawner" }.Start();
        return requests;
    }
}
