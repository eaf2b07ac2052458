using System.Net.Http.Headers;
using System.Net.Http.Json;
using RiderPlatform.Harness;

namespace RiderPlatform.Loop;

/// <summary>
/// One person or program at the gateway: carries the token, and sends a mutation again under the same
/// <c>Idempotency-Key</c> for as long as its patience lasts.
/// </summary>
public sealed class Caller(HttpClient http, Tokens? tokens, Patience patience)
{
    public Caller With(Patience other) => new(http, tokens, other);

    /// <summary>The access token that the next request would carry.</summary>
    public Task<string> AccessAsync() =>
        tokens?.AccessAsync() ?? throw new InvalidOperationException("Nobody is signed in.");

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <param name="body">Serialised as JSON; null sends none.</param>
    /// <param name="key">The caller's own name for this request; null sends no key.</param>
    public Task<Answer> PostAsync(string path, object? body, string? key = null) =>
        SendAsync(HttpMethod.Post, path, () => body is null ? null : JsonContent.Create(body), key);

    /// <param name="content">Makes the body anew for each attempt.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, Func<HttpContent?>? content = null, string? key = null)
    {
        if (patience == Patience.None)
        {
            return await OnceAsync(method, path, content?.Invoke(), key);
        }

        return await Eventually.ReturnsAsync(async () =>
        {
            var answer = await OnceAsync(method, path, content?.Invoke(), key);
            return Patience.IsPassing(answer.Status) ? throw new UnknownOutcomeException(answer.ToString()) : answer;
        }, patience.Limit, patience.Pause);
    }

    /// <summary>A file, once.</summary>
    public async Task<Download> DownloadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        await SignAsync(request);
        using var response = await http.SendAsync(request);
        return new Download((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<Answer> OnceAsync(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            await SignAsync(request);
            using var response = await http.SendAsync(request);
            return await Answer.OfAsync(request, response);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new UnknownOutcomeException($"{method} {path}: {e.Message}", e);
        }
    }

    private async Task SignAsync(HttpRequestMessage request)
    {
        if (tokens is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.AccessAsync());
        }
    }
}

public sealed record Download(int Status, string? ContentType, byte[] Bytes);
