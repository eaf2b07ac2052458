using System.Net;
using System.Net.Sockets;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Which addresses a webhook may be sent to. An address that somebody else chose must not lead into our own network:
/// public addresses only, beside the inner networks that the city lists (<c>Webhooks:AllowedNetworks</c>, CIDR:
/// government networks are private) and loopback for trying out (<c>Webhooks:AllowLoopback</c>).
/// </summary>
public sealed class AddressPolicy
{
    /// <summary>Link-local and the clouds' metadata services: no list opens them.</summary>
    private static readonly IPNetwork[] Never = Networks(
        "169.254.0.0/16", "100.100.100.200/32", "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4",
        "fe80::/10", "fd00:ec2::254/128", "ff00::/8", "::/128");

    private static readonly IPNetwork[] Loopback = Networks("127.0.0.0/8", "::1/128");

    /// <summary>
    /// The rest of IANA's special-purpose registries that is not global. Translated and tunnelled addresses (6to4,
    /// Teredo, NAT64) are among them: what they lead to stands inside and nobody needs them for a server.
    /// </summary>
    private static readonly IPNetwork[] Inner = Networks(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "fc00::/7", "fec0::/10", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
        "2002::/16", "3fff::/20", "5f00::/16");

    private readonly IPNetwork[] _allowed;

    public AddressPolicy(bool allowLoopback, params string[] allowedNetworks)
    {
        AllowsLoopback = allowLoopback;
        _allowed = Networks(allowedNetworks);
    }

    /// <summary>Only then plain http is taken, and for loopback alone.</summary>
    public bool AllowsLoopback { get; }

    public static AddressPolicy Read(IConfiguration configuration) => new(
        configuration.GetValue("Webhooks:AllowLoopback", configuration.GetValue<bool>("Demo:Enabled")),
        configuration.GetSection("Webhooks:AllowedNetworks").Get<string[]>() ?? []);

    public static bool IsLoopback(IPAddress address) => Holds(Loopback, Plain(address));

    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        return !Holds(Never, plain) && (Holds(Loopback, plain)
            ? AllowsLoopback
            : Holds(_allowed, plain) || !Holds(Inner, plain));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes()) : address;

    private static bool Holds(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, n => n.Contains(address));

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}
