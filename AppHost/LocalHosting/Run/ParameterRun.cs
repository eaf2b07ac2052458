namespace RiderPlatform.LocalHosting;

/// <summary>A parameter has its value before anything starts.</summary>
internal sealed class ParameterRun(ParameterResource resource, RunContext context) : ResourceRun(resource, context)
{
    public override string Kind => "parameter";

    public override IReadOnlyList<ProcessState> Processes => [];

    public override ResourceState State => ResourceState.Healthy;

    protected override Task RunReadyAsync(CancellationToken stop)
    {
        IsReady();
        return Task.CompletedTask;
    }
}
