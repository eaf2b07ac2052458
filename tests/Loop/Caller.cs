using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace RiderPlatform.Loop;

/// <summary>
/// One person or program at the gateway: carries the token, and sends a mutation again under the same
/// <c>Idempotency-Key</c> for as long as its patience lasts.
/// </summary>
public sealed class Caller(HttpClient http, Tokens? tokens, Patience patience)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public Caller With(Patience other) => new(http, tokens, other);

    public Task<Answer> GetAsync(string path, CancellationToken ct = default) => SendAsync(HttpMethod.Get, path, null, null, ct);

    /// <param name="body">Serialised as JSON; null sends none.</param>
    /// <param name="key">The caller's own name for this request; null sends no key.</param>
    public Task<Answer> PostAsync(string path, object? body, string? key = null, CancellationToken ct = default) =>
        SendAsync(HttpMethod.Post, path, () => body is null ? null : JsonContent.Create(body), key, ct);

    /// <param name="content">Makes the body anew for each attempt.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, Func<HttpContent?>? content, string? key, CancellationToken ct = default)
    {
        var started = Stopwatch.GetTimestamp();
        for (var pause = patience.Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var (answer, fault) = await TryAsync(method, path, content?.Invoke(), key, ct);
            if (answer is not null && (patience == Patience.None || !Patience.IsPassing(answer.Status)))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) + pause > patience.Limit)
            {
                throw new UnknownOutcomeException($"{method} {path}", answer?.ToString() ?? fault!.Message, fault);
            }

            await Task.Delay(pause, TimeProvider.System, ct);
        }
    }

    private async Task<(Answer? Answer, Exception? Fault)> TryAsync(
        HttpMethod method, string path, HttpContent? content, string? key, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            if (tokens is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.AccessAsync(ct));
            }

            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var response = await http.SendAsync(request, ct);
            return (await Answer.OfAsync(request, response, ct), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnexpectedAnswerException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, e);
        }
    }
}
