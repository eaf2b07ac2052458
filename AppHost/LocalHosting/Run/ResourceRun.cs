namespace RiderPlatform.LocalHosting;

/// <summary>One resource of the model while the host runs.</summary>
internal abstract class ResourceRun(Resource resource, RunContext context)
{
    // Continuations must not run inside the code of a resource that has just become ready.
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Resource Resource => resource;

    public abstract string Kind { get; }

    /// <summary>Servers are stopped after everything that uses them.</summary>
    public virtual bool IsServer => false;

    public virtual string? Url => null;

    public virtual string? ConnectionString => null;

    public abstract IReadOnlyList<ProcessState> Processes { get; }

    public virtual ResourceState State =>
        Processes.Select(process => process.Now.State).Order(LeastFirst).FirstOrDefault(ResourceState.Waiting);

    /// <summary>Nothing more is to be awaited of it: it is healthy, or a step that is done.</summary>
    public virtual bool IsSettled => resource.Settings.ExplicitStart || State == ResourceState.Healthy;

    /// <summary>Completes at the first moment when it is healthy, or for a step when it has ended well.</summary>
    public Task Ready => _ready.Task;

    protected RunContext Context => context;

    /// <summary>What can be known to be missing before anything is started.</summary>
    public virtual void Check()
    {
    }

    /// <summary>
    /// Waits for others, runs until <paramref name="stop"/> and returns when all its processes have ended.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (resource.Settings.ExplicitStart)
            return;
        try
        {
            foreach (var wait in resource.Settings.Waits)
                await context.RunOf(wait.On).Ready.WaitAsync(stop);
            await RunReadyAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    protected abstract Task RunReadyAsync(CancellationToken stop);

    protected void IsReady() => _ready.TrySetResult();

    private static readonly Comparer<ResourceState> LeastFirst = Comparer<ResourceState>.Create(
        (one, other) => Rank(one).CompareTo(Rank(other)));

    private static int Rank(ResourceState state) => state switch
    {
        ResourceState.Failed => 0,
        ResourceState.Waiting => 1,
        ResourceState.Exited => 2,
        ResourceState.Starting => 3,
        ResourceState.Running => 4,
        _ => 5,
    };
}
