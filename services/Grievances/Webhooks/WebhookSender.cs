using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// One attempt over HTTP. Every connection goes to an address that was looked up and checked for it, so that a name
/// that leads elsewhere than it did when it was registered leads nowhere. Redirects are an answer, not followed.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    public const int BodyKept = 1024;
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(2);
    private readonly AddressPolicy _policy;
    private readonly WebhookSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(
        AddressPolicy policy, WebhookSecrets secrets, IConfiguration configuration, TimeProvider time)
    {
        (_policy, _secrets, _time) = (policy, secrets, time);
        _patience = TimeSpan.FromSeconds(configuration.GetValue("Webhooks:TimeoutSeconds", 20.0));
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
        });
    }

    /// <summary>Throws only where <paramref name="ct"/> ends it.</summary>
    public async Task<Attempt> SendAsync(DueDelivery due, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            using var request = RequestOf(due);
            using var response = await _http.SendAsync(request, limit.Token);
            return new Attempt(
                (int)response.StatusCode, await BeginningAsync(response, ct), null,
                RetryAfter(response.Headers.RetryAfter));
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new Attempt(null, null, Name(e), null);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestOf(DueDelivery due)
    {
        var (now, body) = (_time.GetUtcNow(), WebhookPayload.Of(due));
        var boxes = due.OldSecret is { } old && now < due.OldSecretUntil
            ? new[] { due.Secret, old } : [due.Secret];
        var request = new HttpRequestMessage(HttpMethod.Post, due.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd("RiderPlatform-Webhooks/1.0");
        request.Headers.Add(WebhookSignature.IdHeader, due.MessageId);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Seconds(now));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(
            due.MessageId, now, body, boxes.Select(b => _secrets.Open(due.SubscriptionId, b))));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal]
            : await Dns.GetHostAddressesAsync(host, ct);
        // Of one forbidden address the whole name is forbidden: which of them answers is not ours to choose.
        var plain = context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps;
        if (addresses.Length == 0 || !addresses.All(a => _policy.Allows(a) && (!plain || AddressPolicy.IsLoopback(a))))
        {
            throw new SocketException((int)SocketError.AccessDenied);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The status has decided; what cannot be read in a moment is not kept.</summary>
    private static async Task<string?> BeginningAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(BodyPatience);
        var bytes = new byte[BodyKept];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            var length = await stream.ReadAtLeastAsync(bytes, BodyKept, throwOnEndOfStream: false, limit.Token);
            var text = Encoding.UTF8.GetString(bytes, 0, length);
            return length == 0 ? null : string.Concat(text.Select(c => char.IsControl(c) && c is not '\n' ? ' ' : c));
        }
        catch (Exception e) when (e is IOException or HttpRequestException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);

    private static string Name(Exception e) => e is OperationCanceledException ? "Timeout"
        : e.GetBaseException() switch
        {
            SocketException { SocketErrorCode: SocketError.AccessDenied } => "ForbiddenAddress",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "ConnectionRefused",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }
                => "NameNotFound",
            AuthenticationException => "BadCertificate",
            // The platform's key is not the one that the secret was sealed with: ours to repair, not the receiver's.
            CryptographicException => "SecretUnreadable",
            _ => "NoAnswer",
        };
}
