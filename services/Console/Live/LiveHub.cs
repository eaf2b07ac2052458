using System.Threading.Channels;

namespace RiderPlatform.Console.Live;

/// <summary>
/// The last facts and who waits for more, in this process's memory: nothing here is the truth, and whoever missed
/// something is told to look again. Ids are <c>process-number</c>, so that another process, or this one after a
/// restart, knows that it cannot resume.
/// </summary>
public sealed class LiveHub
{
    private const int Kept = 2048;
    private const int Waiting = 256;
    private readonly Lock _lock = new();
    private readonly Queue<LiveFact> _recent = new(Kept);
    private readonly HashSet<Channel<LiveFact>> _streams = [];
    private long _last;

    /// <summary>Since when facts have come in without a gap; null while the broker is away.</summary>
    private long? _unbrokenSince;

    public string Process { get; } = Guid.CreateVersion7().ToString("N")[20..];

    public int Streams
    {
        get
        {
            lock (_lock)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>Completed at the first stream; the feed listens only while somebody does.</summary>
    public TaskCompletionSource Wanted { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="Channel">What comes from now on; completes when facts were missed.</param>
    /// <param name="Missed">What came since the id that the browser last saw; null: it must look again.</param>
    public sealed record Stream(Channel<LiveFact> Channel, IReadOnlyList<LiveFact>? Missed)
    {
        public ChannelReader<LiveFact> Reader => Channel.Reader;
    }

    /// <param name="lastId">
    /// The browser's <c>Last-Event-ID</c>, or what <see cref="LastId"/> was before the page was read; null: both
    /// unknown.
    /// </param>
    public Stream Open(string? lastId)
    {
        // A reader that falls behind is cut off: it comes back, and looks again.
        var channel = Channel.CreateBounded<LiveFact>(Waiting);
        lock (_lock)
        {
            _streams.Add(channel);
            Wanted.TrySetResult();
            return new Stream(channel, lastId is null ? null : Since(lastId));
        }
    }

    public void Close(Stream stream)
    {
        lock (_lock)
        {
            _streams.Remove(stream.Channel);
            if (_streams.Count == 0)
            {
                Wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>From now on facts come in. What came before was not seen: ids from before no longer resume.</summary>
    public void Connected()
    {
        lock (_lock)
        {
            _unbrokenSince = ++_last;
            Pass(LiveFact.LookAgain(_last));
        }
    }

    /// <summary>Facts may have passed unseen: every stream ends, so that its page reconnects and looks again.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            _unbrokenSince = null;
            foreach (var stream in _streams)
            {
                stream.Writer.TryComplete();
            }
        }
    }

    public void Take(string kind, ReadOnlySpan<byte> json)
    {
        lock (_lock)
        {
            if (LiveFact.Read(_last + 1, kind, json) is not { } fact)
            {
                return;
            }

            _last++;
            if (_recent.Count == Kept)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(fact);
            Pass(fact);
        }
    }

    private void Pass(LiveFact fact)
    {
        foreach (var stream in _streams)
        {
            if (!stream.Writer.TryWrite(fact))
            {
                stream.Writer.TryComplete();
            }
        }
    }

    public string IdOf(long number) => $"{Process}-{number}";

    public string LastId
    {
        get
        {
            lock (_lock)
            {
                return IdOf(_last);
            }
        }
    }

    private List<LiveFact>? Since(string id)
    {
        if (id.Split('-') is not [var process, var text] || process != Process || !long.TryParse(text, out var number)
            || _unbrokenSince is not { } unbroken || number < unbroken || number > _last)
        {
            return null;
        }

        return number == _last ? []
            : _recent.TryPeek(out var first) && first.Number <= number + 1
                ? [.. _recent.Where(f => f.Number > number)] : null;
    }
}
