namespace RiderPlatform.LocalHosting;

internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Asks until the server answers. An open port is not enough: both servers listen before they serve. When the
    /// process ends or time is up, the message carries its last lines.
    /// </summary>
    public static async Task WaitAsync(
        string name, ChildProcess process, LastLines lastLines, TimeSpan patience,
        Func<CancellationToken, Task> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        while (true)
        {
            try
            {
                await ask(limit.Token);
                return;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                if (process.Exited.IsCompleted)
                    throw Failure($"退出码 {await process.Exited} · exit code {await process.Exited}", error);
                if (limit.IsCancellationRequested)
                    throw Failure($"{patience.TotalSeconds:0} 秒内没有应答 · no answer", error);
            }

            await Task.WhenAny(process.Exited, Task.Delay(Pause, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        HostingException Failure(string reason, Exception error) => new(
            $"{name} 未能启动（{reason}）· {name} did not start:\n{lastLines}\n{error.Message}", error);
    }
}
