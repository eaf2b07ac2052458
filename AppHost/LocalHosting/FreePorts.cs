using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Ports for private servers, 20000–31999: below the ephemeral range (32768 and up), where an outgoing connection
/// could take the port of a server that is just being restarted. No port is given twice in one process; a random
/// start keeps several processes (test runs) apart.
/// </summary>
public static class FreePorts
{
    public const int First = 20_000;
    public const int Last = 31_999;

    private static readonly HashSet<int> Given = [];
    private static int _next = Random.Shared.Next(First, Last + 1);

    public static int Next()
    {
        lock (Given)
        {
            for (var tries = 0; tries <= Last - First; tries++)
            {
                var port = _next;
                _next = port == Last ? First : port + 1;
                if (IsFree(port) && Given.Add(port))
                    return port;
            }
        }

        throw new HostingException($"{First}–{Last} 之间没有空闲端口 · No free port between {First} and {Last}");
    }

    /// <summary>Takes a port that an earlier run used, when it is still free and not given to another.</summary>
    public static bool TryTake(int port)
    {
        lock (Given)
            return IsFree(port) && Given.Add(port);
    }

    public static bool IsFree(int port) => CanBind(IPAddress.Loopback, port)
        && (!HasIPv6Loopback || CanBind(IPAddress.IPv6Loopback, port));

    /// <summary>A machine may have IPv6 in its kernel and no ::1.</summary>
    internal static bool HasIPv6Loopback { get; } = Socket.OSSupportsIPv6 && NetworkInterface.GetAllNetworkInterfaces()
        .Any(card => card.NetworkInterfaceType == NetworkInterfaceType.Loopback && card.GetIPProperties()
            .UnicastAddresses.Any(address => address.Address.Equals(IPAddress.IPv6Loopback)));

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
