using System.Collections.Concurrent;

namespace RiderPlatform.Gateway.Limits;

/// <summary>
/// One token bucket per client. A bucket is one number, the time at which it will be full again: a request moves it on
/// by one refill interval, and is refused where that would be further ahead than the whole bucket takes to fill. A full
/// bucket says the same as none, so full ones are dropped when room is needed, and the memory has a bound.
/// </summary>
public sealed class TokenBuckets(Rate rate, int maxClients, TimeProvider time)
{
    private readonly ConcurrentDictionary<Client, Bucket> _clients = new();
    private readonly Bucket _crowd = new();
    private readonly Lock _sweeping = new();
    private readonly long _interval = Math.Max(1, (long)(time.TimestampFrequency / rate.PerSecond));
    private long _count;
    private long _nextSweep;

    /// <summary>Buckets held now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Takes one token; returns zero, or how long to wait for one.</summary>
    public TimeSpan Take(Client client)
    {
        var now = time.GetTimestamp();
        var bucket = _clients.TryGetValue(client, out var known) ? known : Add(client, now);
        var capacity = _interval * rate.Burst;
        while (true)
        {
            var fullAt = Interlocked.Read(ref bucket.FullAt);
            var next = Math.Max(fullAt, now) + _interval;
            if (next - now > capacity)
            {
                return time.GetElapsedTime(now, next - capacity);
            }

            if (Interlocked.CompareExchange(ref bucket.FullAt, next, fullAt) == fullAt)
            {
                return TimeSpan.Zero;
            }
        }
    }

    private Bucket Add(Client client, long now)
    {
        if (Count >= maxClients)
        {
            Sweep(now);
        }

        if (Count >= maxClients)
        {
            return _crowd;
        }

        var added = new Bucket { FullAt = now };
        var bucket = _clients.GetOrAdd(client, added);
        if (bucket == added)
        {
            Interlocked.Increment(ref _count);
        }

        return bucket;
    }

    /// <summary>
    /// At most ten times a second: a flood of new clients must not buy a walk over the table with each request.
    /// </summary>
    private void Sweep(long now)
    {
        if (now < Interlocked.Read(ref _nextSweep) || !_sweeping.TryEnter())
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref _nextSweep, now + (time.TimestampFrequency / 10));
            foreach (var (client, bucket) in _clients)
            {
                if (Interlocked.Read(ref bucket.FullAt) <= now && _clients.TryRemove(client, out _))
                {
                    Interlocked.Decrement(ref _count);
                }
            }
        }
        finally
        {
            _sweeping.Exit();
        }
    }

    private sealed class Bucket
    {
        public long FullAt;
    }
}
