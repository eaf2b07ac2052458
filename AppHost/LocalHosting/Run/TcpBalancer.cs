using System.Net;
using System.Net.Sockets;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// The public port of a project with several replicas. Connections go round; a replica that refuses is passed over,
/// so that a killed one costs its own connections and no others.
/// </summary>
internal sealed class TcpBalancer : IDisposable
{
    private readonly IReadOnlyList<int> _replicas;
    private readonly List<Socket> _listeners = [];
    private int _next;

    public TcpBalancer(int port, IReadOnlyList<int> replicas)
    {
        _replicas = replicas;
        Listen(IPAddress.Loopback, port);
        if (FreePorts.HasIPv6Loopback)
            Listen(IPAddress.IPv6Loopback, port);
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

    private void Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(backlog: 512);
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync();
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException
            { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted })
            {
                return; // Disposed: the host is stopping.
            }
            catch (SocketException)
            {
                continue; // A client that gave up between its connect and our accept.
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var inbound = client;
        try
        {
            using var outbound = await ConnectAsync();
            if (outbound is null)
                return;
            inbound.NoDelay = outbound.NoDelay = true;
            await Task.WhenAll(CopyAsync(inbound, outbound), CopyAsync(outbound, inbound));
        }
        catch (SocketException)
        {
            return; // One side is gone; disposing tells the other.
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var first = (uint)Interlocked.Increment(ref _next);
        for (var i = 0; i < _replicas.Count; i++)
        {
            var replica = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await replica.ConnectAsync(IPAddress.Loopback, _replicas[(int)((first + i) % _replicas.Count)]);
                return replica;
            }
            catch (SocketException)
            {
                replica.Dispose();
            }
        }

        return null;
    }

    /// <summary>Copies until the end of the stream and passes the end on; an error ends both directions.</summary>
    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
