using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RiderPlatform.Harness;

/// <summary>Waits for a condition and, when it never comes, says what was seen last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Probes until <paramref name="probe"/> returns without throwing; throws its last failure after <paramref
    /// name="within"/>.
    /// </summary>
    public static async Task<T> ReturnsAsync<T>(Func<Task<T>> probe, TimeSpan? within = null, TimeSpan? step = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await probe();
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(started) < limit)
            {
                await Task.Delay(step ?? Step);
            }
        }
    }

    /// <summary>
    /// Probes until <paramref name="condition"/> holds for the value; the failure shows the value seen last.
    /// </summary>
    public static Task<T> IsAsync<T>(
        Func<Task<T>> read, Func<T, bool> condition, TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string? wanted = null) => ReturnsAsync(async () =>
    {
        var seen = await read();
        return condition(seen) ? seen : throw new TimeoutException($"Wanted {wanted}, last seen: {seen}");
    }, within);
}
