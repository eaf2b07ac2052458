using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Api;

/// <summary>
/// The platform's public API, asked through the gateway with the visitor's own token, like any other client's. Nothing
/// here throws for an answer: what is no success is a <see cref="Problem"/>, an outage too.
/// </summary>
public sealed class PlatformApi(IHttpClientFactory clients, Visitor visitor, IHttpContextAccessor context)
{
    public const string ClientName = "platform";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private string? _token;

    /// <summary>With another token than the visitor's: at the sign-in, when the visitor is not yet one.</summary>
    public PlatformApi As(string token) => new(clients, visitor, context) { _token = token };

    public Task<Answer<T>> GetAsync<T>(string path, CancellationToken ct) =>
        SendAsync<T>(HttpMethod.Get, path, null, null, ct);

    /// <param name="key">The idempotency key; a form carries one, so that a second click is the same request.</param>
    public Task<Answer<T>> PostAsync<T>(string path, object? body, string? key, CancellationToken ct) =>
        SendAsync<T>(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body, options: Json), key, ct);

    public async Task<Answer<T>> SendAsync<T>(
        HttpMethod method, string path, HttpContent? content, string? key, CancellationToken ct)
    {
        try
        {
            using var request = Request(method, path, content, key);
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, ct);
            return answer.IsSuccessStatusCode
                ? new Answer<T>(await ReadAsync<T>(answer, ct), null)
                : new Answer<T>(default, await Problem.OfAsync(answer, ct));
        }
        catch (Exception e) when (IsOutage(e, ct))
        {
            return new Answer<T>(default, Problem.Unavailable);
        }
    }

    /// <summary>For what is passed on as it comes (photos): the caller disposes of it. Null during an outage.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(string path, string? etag, CancellationToken ct)
    {
        try
        {
            using var request = Request(HttpMethod.Get, path, null, null);
            if (etag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }

            return await clients.CreateClient(ClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (Exception e) when (IsOutage(e, ct))
        {
            return null;
        }
    }

    /// <summary><c>/api/v1/cases</c> with every field that has a value.</summary>
    public static string Path(string path, params (string Name, object? Value)[] query)
    {
        var given = query.Select(q => (q.Name, Text: Convert.ToString(q.Value, CultureInfo.InvariantCulture)))
            .Where(q => q.Text is { Length: > 0 })
            .Select(q => KeyValuePair.Create<string, string?>(q.Name, q.Text));
        return path + QueryString.Create(given);
    }

    /// <summary>Nobody answered, or not in time; not: the visitor went away.</summary>
    internal static bool IsOutage(Exception e, CancellationToken ct) =>
        !ct.IsCancellationRequested
            && e is HttpRequestException or TaskCanceledException or IOException or JsonException;

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if ((_token ?? visitor.AccessToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        // The gateway counts by address who is not signed in: the visitor's, not this server's.
        if (context.HttpContext?.Connection.RemoteIpAddress is { } address)
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", plain.ToString());
        }

        return request;
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct) =>
        answer.StatusCode == HttpStatusCode.NoContent || answer.Content.Headers.ContentLength == 0
            ? default : await answer.Content.ReadFromJsonAsync<T>(Json, ct);
}
