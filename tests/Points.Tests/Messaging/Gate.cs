using System.Net;
using System.Net.Sockets;

namespace RiderPlatform.Points.Tests.Messaging;

/// <summary>A door before the broker: shut, connections are refused as by a broker that is not there.</summary>
internal sealed class Gate(Uri broker) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, FreePort());
    private Task _serving = Task.CompletedTask;

    /// <summary>The broker's address through the gate.</summary>
    public string Address =>
        new UriBuilder(broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.ToString();

    public void Open()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(broker.Host, broker.Port, _closing.Token);
        await Task.WhenAny(
            near.GetStream().CopyToAsync(far.GetStream(), _closing.Token), far.GetStream()
                .CopyToAsync(near.GetStream(), _closing.Token));
    }
}
