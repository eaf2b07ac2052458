using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace RiderPlatform.Grievances.Open;

/// <summary>
/// Answers for everybody, made at most once in 30 seconds for each question; a crowd that asks at once waits for one.
/// </summary>
internal sealed class OpenCache(TimeProvider time, IOptions<JsonOptions> json)
{
    /// <summary>Beyond this many questions the answers are forgotten and made anew.</summary>
    private const int Kept = 256;

    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Lazy<Task<Entry>>> _entries = new(StringComparer.Ordinal);

    public async Task<IResult> AnswerAsync(HttpContext http, string question, string type, Func<Task<object>> make)
    {
        var entry = await EntryAsync(question, make);
        var headers = http.Response.Headers;
        headers.CacheControl = $"public, max-age={(int)Fresh.TotalSeconds}";
        headers.ETag = entry.Tag;
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Contains(entry.Tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(entry.Body, type);
    }

    private async Task<Entry> EntryAsync(string question, Func<Task<object>> make)
    {
        while (true)
        {
            if (_entries.Count >= Kept)
            {
                _entries.Clear();
            }

            var made = _entries.GetOrAdd(question, _ => new Lazy<Task<Entry>>(() => MakeAsync(make)));
            try
            {
                var entry = await made.Value;
                if (time.GetElapsedTime(entry.MadeAt) < Fresh)
                {
                    return entry;
                }
            }
            catch (Exception) when (_entries.TryRemove(new(question, made)))
            {
                // Whoever asks next tries again; this caller is told.
                throw;
            }

            _entries.TryRemove(new(question, made));
        }
    }

    private async Task<Entry> MakeAsync(Func<Task<object>> make)
    {
        var madeAt = time.GetTimestamp();
        var body = JsonSerializer.SerializeToUtf8Bytes(await make(), json.Value.SerializerOptions);
        return new Entry(body, $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 12))}\"", madeAt);
    }

    private sealed record Entry(byte[] Body, string Tag, long MadeAt);
}
