namespace RiderPlatform.LocalHosting;

/// <summary>One process of a resource as it changes; every change is told to <paramref name="changed"/>.</summary>
internal sealed class ProcessState(string label, int port, Action changed)
{
    private readonly Lock _lock = new();
    private InstanceProcess _now = new(Pid: 0, port, ResourceState.Waiting, Restarts: 0);

    /// <summary>As it stands before its log lines: the resource's name and the replica's number.</summary>
    public string Label => label;

    public int Port => port;

    public InstanceProcess Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public void Is(ResourceState state, int pid) => Change(now => now with { State = state, Pid = pid });

    public void Restarts() => Change(now => now with { Restarts = now.Restarts + 1 });

    private void Change(Func<InstanceProcess, InstanceProcess> change)
    {
        lock (_lock)
        {
            var next = change(_now);
            if (next == _now)
                return;
            _now = next;
        }

        changed();
    }
}
