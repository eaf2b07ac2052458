using Microsoft.Extensions.Caching.Memory;

namespace RiderPlatform.Points.Figures;

/// <summary>
/// Answers of the last half minute: whoever asks without a token costs the database little, however often. Bounded,
/// because the question is the asker's; each replica has its own.
/// </summary>
public sealed class FiguresCache : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = 256 });

    public async Task<T> GetAsync<T>(object question, Func<Task<T>> read) where T : class
    {
        if (_answers.TryGetValue(question, out T? known) && known is not null)
        {
            return known;
        }

        var answer = await read();
        return _answers.Set(question, answer, new MemoryCacheEntryOptions
        {
            Size = 1, AbsoluteExpirationRelativeToNow = Fresh,
        });
    }

    public void Dispose() => _answers.Dispose();
}
