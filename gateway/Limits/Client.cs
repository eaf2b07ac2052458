using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace RiderPlatform.Gateway.Limits;

/// <summary>
/// Who is counted: the token's client and subject, else the address. An IPv6 host commands a whole /64, so the first
/// eight bytes stand for it.
/// </summary>
public readonly record struct Client(string? Application, string? Subject, UInt128 Address)
{
    public static Client Of(HttpContext context)
    {
        var user = context.User;
        return user.Identity is { IsAuthenticated: true }
            ? new Client(user.FindFirstValue("client_id"), user.FindFirstValue("sub"), default)
            : new Client(null, null, Network(context.Connection.RemoteIpAddress));
    }

    private static UInt128 Network(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null)
        {
            return default;
        }

        (address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address)
            .TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6 && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            bytes[8..].Clear();
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
