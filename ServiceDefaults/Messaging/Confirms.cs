namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// The broker's answers to one batch, whose messages are numbered on their channel from <paramref name="first"/> on.
/// One answer may speak for every message up to its number, and answers need not come in order.
/// </summary>
internal sealed class Confirms(ulong first, int count)
{
    private readonly Lock _lock = new();
    private readonly bool[] _answered = new bool[count];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _returned = [];
    private readonly HashSet<int> _refused = [];
    private int _missing = count;

    /// <summary>Every message before this one has its answer.</summary>
    private int _settled;

    /// <summary>Done when each message has its answer; fails when the channel is closed before.</summary>
    public Task All => _all.Task;

    public void Answer(ulong number, bool multiple, bool refused)
    {
        lock (_lock)
        {
            var last = number < first ? -1 : Math.Min((int)(number - first), _answered.Length - 1);
            for (var i = multiple ? _settled : last; i >= 0 && i <= last; i++)
            {
                Settle(i, refused);
            }

            _settled = multiple ? Math.Max(_settled, last + 1) : _settled;
            if (_missing == 0)
            {
                _all.TrySetResult();
            }
        }
    }

    /// <summary>A mandatory message that no queue wants; its confirm follows.</summary>
    public void Return(string messageId)
    {
        lock (_lock)
        {
            _returned.Add(messageId);
        }
    }

    public void Fail(Exception error) => _all.TrySetException(error);

    /// <summary>After <see cref="All"/>: why the message at this place was not taken, null where it was.</summary>
    public string? Fault(int index, string messageId) =>
        _refused.Contains(index) ? "The broker refused it."
        : _returned.Contains(messageId) ? "No queue is bound to it yet."
        : null;

    private void Settle(int index, bool refused)
    {
        if (_answered[index])
        {
            return;
        }

        _answered[index] = true;
        _missing--;
        if (refused)
        {
            _refused.Add(index);
        }
    }
}
