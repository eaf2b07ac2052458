using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RiderPlatform.Bench.Load;

/// <summary>
/// One HTTP/1.1 connection, one request at a time, blocking: two system calls for a request and no allocation, because
/// every microsecond spent here is taken from what is measured. Understands answers that carry a Content-Length.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private const int PatienceMilliseconds = 30_000;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true, ReceiveTimeout = PatienceMilliseconds,
    };

    private readonly byte[] _answer = new byte[16 * 1024];

    public KeptConnection(Uri server) => _socket.Connect(IPAddress.Loopback, server.Port);

    /// <summary>Returns the status; the answer is read to its end.</summary>
    public int Exchange(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        var received = 0;
        while (true)
        {
            var read = _socket.Receive(_answer.AsSpan(received));
            if (read == 0)
            {
                throw new IOException("The gateway closed the connection.");
            }

            received += read;
            if (IsWhole(_answer.AsSpan(0, received)))
            {
                return Utf8Parser.TryParse(_answer.AsSpan(9, 3), out int status, out _) ? status : 0;
            }
        }
    }

    /// <summary>The last answer as text, for a message.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_answer).TrimEnd('\0');

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var at = answer[..head].IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(answer[(at + "\r\nContent-Length: "u8.Length)..], out int length, out _)
            ? answer.Length >= head + 4 + length
            : throw new InvalidDataException($"No Content-Length: {Encoding.UTF8.GetString(answer)}");
    }
}
