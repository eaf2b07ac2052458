using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RiderPlatform.Gateway.Tests.Hosting;

/// <summary>
/// Speaks just enough HTTP/1.1 to break in a chosen way: answers the first <c>good</c> requests of a connection, then
/// reads one more whole request head and closes or resets without an answer, as a process that is killed does.
/// </summary>
public sealed class BreakingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly bool _reset;
    private readonly Task _accepting;
    private int _broken;

    /// <param name="answer">The raw answer to a request head; null: break the connection.</param>
    /// <param name="reset">Break with RST rather than FIN.</param>
    public BreakingServer(Func<string, string?> answer, bool reset)
    {
        (_answer, _reset) = (answer, reset);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Requests that were read and got no answer.</summary>
    public int Broken => _broken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (true)
                {
                    var read = await socket.ReceiveAsync(buffer, _stop.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    if (_answer(Encoding.Latin1.GetString(buffer, 0, read)) is not { } answer)
                    {
                        Interlocked.Increment(ref _broken);
                        socket.LingerState = new LingerOption(_reset, 0);
                        return;
                    }

                    await socket.SendAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }
}
