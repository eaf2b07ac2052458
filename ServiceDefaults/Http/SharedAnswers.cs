using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.ServiceDefaults.Http;

/// <summary>
/// Answers for everybody, made and written out at most once in 30 seconds for each question: whoever asks without a
/// token costs the database little, however often. A crowd that asks at once waits for one. Each replica has its own.
/// </summary>
public sealed class SharedAnswers(IServiceScopeFactory scopes, TimeProvider time)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>Beyond this many questions, which are the askers', the answers are forgotten and made anew.</summary>
    private const int Kept = 256;

    private readonly ConcurrentDictionary<(Type, object), Lazy<Task<Entry>>> _entries = [];

    /// <param name="question">What tells it from the other questions with an answer of this type.</param>
    /// <param name="make">
    /// In a scope of its own and without a request's token: it is for everybody who waits, whoever of them gives up.
    /// </param>
    public async Task<TaggedJson<T>> GetAsync<T>(object question, Func<IServiceProvider, Task<T>> make)
        where T : notnull
    {
        var key = (typeof(T), question);
        while (true)
        {
            if (_entries.Count >= Kept)
            {
                _entries.Clear();
            }

            var made = _entries.GetOrAdd(key, _ => new Lazy<Task<Entry>>(() => MakeAsync(make)));
            try
            {
                var entry = await made.Value;
                if (time.GetElapsedTime(entry.MadeAt) < Fresh)
                {
                    return (TaggedJson<T>)entry.Answer;
                }
            }
            catch (Exception) when (_entries.TryRemove(new(key, made)))
            {
                // Whoever asks next tries again; this caller is told.
                throw;
            }

            _entries.TryRemove(new(key, made));
        }
    }

    private async Task<Entry> MakeAsync<T>(Func<IServiceProvider, Task<T>> make) where T : notnull
    {
        var madeAt = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        return new Entry(new TaggedJson<T>(await make(scope.ServiceProvider), Fresh), madeAt);
    }

    private sealed record Entry(object Answer, long MadeAt);
}
