using System.Collections.Concurrent;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>Workers that live one case after another until told to stop; the journal is what they were told.</summary>
public sealed class Load : IAsyncDisposable
{
    /// <summary>Shorter than some outages: a part of the steps must end unknown.</summary>
    private static readonly Patience Impatient = new(TimeSpan.FromSeconds(1));
    private static readonly Patience Patient = new(TimeSpan.FromSeconds(60));
    private readonly ConcurrentQueue<CaseLife> _lives = new();
    private readonly Staff _staff;
    private readonly string _run = $"kill-{Guid.CreateVersion7():N}-";
    private readonly Task[] _workers;
    private int _count;
    private volatile bool _stopped;

    public Load(Staff staff, IReadOnlyList<PlatformClient> riders)
    {
        _staff = staff;
        _workers = [.. riders.Select(r => Task.Run(() => WorkAsync(r)))];
    }

    /// <summary>Begins the text of every case of this load, and of no other.</summary>
    public string Run => _run;

    /// <summary>Every life so far, with what its client was told.</summary>
    public IReadOnlyCollection<CaseLife> Journal => _lives;

    public int Closed => _lives.Count(l => l.Told.Stage == Stage.Closed);

    /// <summary>Ends the load, then finishes every life: what was unknown is sent again under the same key.</summary>
    public async Task<IReadOnlyCollection<CaseLife>> HealAsync()
    {
        await DisposeAsync();
        await Parallel.ForEachAsync(_lives, new ParallelOptions { MaxDegreeOfParallelism = _workers.Length },
            async (life, _) => await life.LiveAsync(_staff, Patient, () => true));
        return _lives;
    }

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await Task.WhenAll(_workers);
    }

    private async Task WorkAsync(PlatformClient rider)
    {
        while (!_stopped)
        {
            var life = new CaseLife($"{_run}{Interlocked.Increment(ref _count)}", rider);
            _lives.Enqueue(life);
            await life.LiveAsync(_staff, Impatient, () => !_stopped);
        }
    }
}
