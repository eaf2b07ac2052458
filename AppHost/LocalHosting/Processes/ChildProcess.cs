using System.Diagnostics;

namespace RiderPlatform.LocalHosting;

/// <summary>A started child: its lines go to an <see cref="IChildOutput"/>, its end is <see cref="Exited"/>.</summary>
internal sealed class ChildProcess
{
    private readonly Process _process;

    private ChildProcess(Process process, IChildOutput output)
    {
        _process = process;
        Id = process.Id;
        Exited = WatchAsync(output);
    }

    public int Id { get; }

    /// <summary>
    /// The exit code, after the last line has been read; 128 + the signal's number when a signal ended it.
    /// </summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(ChildCommand command, IChildOutput output)
    {
        var launch = command.Launch();
        var start = new ProcessStartInfo(launch[0], launch.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "/",
        };
        if (!command.InheritsEnvironment)
            start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment.TryAdd("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        var process = Spawner.Start(start);
        process.StandardInput.Write(command.Input);
        process.StandardInput.Close();
        return new ChildProcess(process, output);
    }

    /// <summary>
    /// Asks with <paramref name="signal"/>; whatever is left of the group after <paramref name="patience"/> is killed.
    /// </summary>
    public async Task StopAsync(Signal signal, TimeSpan patience)
    {
        if (Exited.IsCompleted)
            return;
        Native.Send(Id, signal);
        using var patienceOver = new CancellationTokenSource();
        var first = await Task.WhenAny(Exited, Task.Delay(patience, patienceOver.Token));
        await patienceOver.CancelAsync();
        if (first != Exited)
            Kill();
        await Exited;
    }

    /// <summary>Kills the process and whatever it has started in its session, at once.</summary>
    public void Kill()
    {
        // Before setsid has run there is no group of that number yet.
        if (!Exited.IsCompleted && !Native.Send(-Id, Signal.Kill))
            Native.Send(Id, Signal.Kill);
    }

    /// <summary>
    /// Kills it and its direct children at once, wherever they run: PostgreSQL's each have a session of their own.
    /// </summary>
    public void KillWithChildren()
    {
        var children = ProcessTable.ChildrenOf(Id);
        Kill();
        children.ForEach(child => Native.Send(child, Signal.Kill));
    }

    private async Task<int> WatchAsync(IChildOutput output)
    {
        await Task.Yield();
        var lines = Task.WhenAll(
            PumpAsync(_process.StandardOutput, line => output.Write(line, isError: false)),
            PumpAsync(_process.StandardError, line => output.Write(line, isError: true)));
        await _process.WaitForExitAsync();
        // A grandchild may still hold the pipe: what it says is no longer ours to wait for.
        await Task.WhenAny(lines, Task.Delay(TimeSpan.FromSeconds(1)));
        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> write)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                write(line);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            write($"(output ended: {error.Message})");
        }
    }
}
