using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>
/// The city's provider behind one HTTP address (<c>Sms:Url</c>): <c>POST {"phone","text","id"}</c>, signed as Standard
/// Webhooks says (standardwebhooks.com, v1: HMAC-SHA256 over id.timestamp.body with <c>Sms:Secret</c>). It answers 2xx
/// when it has taken the text over, and drops an <c>id</c> that it has had.
/// </summary>
internal sealed class SmsProvider(HttpClient http, SmsProvider.Address address, TimeProvider time) : ISmsSender
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const string SecretPrefix = "whsec_";
    private const int MinSecretBytes = 24;
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<bool> SendAsync(Sms sms, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { sms.Phone, sms.Text, sms.Id }, Json);
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("webhook-id", sms.Id.ToString());
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", $"v1,{Sign(address.Secret, sms.Id.ToString(), seconds, body)}");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return answer.IsSuccessStatusCode;
    }

    private static string Sign(byte[] secret, string id, string seconds, byte[] body) => Convert.ToBase64String(
        HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes($"{id}.{seconds}."), .. body]));

    /// <param name="Secret">The bytes of <c>whsec_</c>…, at least 24.</param>
    internal sealed record Address(Uri Url, byte[] Secret)
    {
        /// <summary>Null when no provider is configured; throws at start when one is, but wrongly.</summary>
        public static Address? Read(IConfiguration configuration)
        {
            if (configuration["Sms:Url"] is not { Length: > 0 } url)
            {
                return null;
            }

            var text = configuration["Sms:Secret"] ?? "";
            text = text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text;
            var secret = new byte[text.Length];
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
                || !Convert.TryFromBase64String(text, secret, out var length) || length < MinSecretBytes)
            {
                throw new InvalidOperationException(
                    $"Sms:Url must be an http(s) address and Sms:Secret {SecretPrefix} with {MinSecretBytes} bytes or "
                    + "more in base64 (openssl rand -base64 32).");
            }

            return new Address(uri, secret[..length]);
        }
    }
}
