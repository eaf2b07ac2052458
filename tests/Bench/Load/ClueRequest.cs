using System.Text;
using System.Text.Json;

namespace RiderPlatform.Bench.Load;

/// <summary>
/// The bytes of <c>POST /api/v1/clues</c>, rendered once; between two sends only the key changes, in place.
/// </summary>
internal sealed class ClueRequest
{
    private const int CounterDigits = 8;
    private readonly byte[] _bytes;
    private readonly int _counterAt;
    private int _counter;

    /// <param name="key">What the key begins with; the counter follows.</param>
    public ClueRequest(Uri gateway, string token, string key, object body)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"POST /api/v1/clues HTTP/1.1\r\nHost: {gateway.Authority}\r\nAuthorization: Bearer {token}\r\n" +
            $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\nIdempotency-Key: {key}");
        _counterAt = head.Length;
        _bytes = [.. head, .. new byte[CounterDigits], .. "\r\n\r\n"u8, .. json];
    }

    /// <summary>The next request; good until the one after it is asked for.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var rest = _counter++;
        for (var i = CounterDigits - 1; i >= 0; i--, rest /= 10)
        {
            _bytes[_counterAt + i] = (byte)('0' + (rest % 10));
        }

        return _bytes;
    }
}
