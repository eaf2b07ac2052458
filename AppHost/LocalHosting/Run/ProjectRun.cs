namespace RiderPlatform.LocalHosting;

/// <summary>
/// A project that serves: one process on the public port, or replicas on their own ports behind a balancer.
/// </summary>
internal sealed class ProjectRun : ResourceRun
{
    private readonly ProjectResource _project;
    private readonly int _publicPort;
    private readonly List<(Replica Server, ProcessState Process)> _replicas = [];

    public ProjectRun(ProjectResource project, RunContext context) : base(project, context)
    {
        _project = project;
        var endpoint = project.Settings.Endpoints.SingleOrDefault()
            ?? throw new InvalidOperationException($"{project.Name} needs an endpoint, or a waiter for its end.");
        var count = project.Settings.Replicas;
        if (count > 1 && (endpoint.TargetPort is not null || !endpoint.Proxied))
            throw new InvalidOperationException(
                $"{project.Name} has {count} replicas: they cannot share a target port, nor do without the proxy.");
        _publicPort = endpoint.Port is { } fixedPort
            ? PortPlan.TakeFixed(fixedPort)
            : context.Secrets.Port(project.Name);
        endpoint.AllocatedPort = _publicPort;
        for (var number = 1; number <= count; number++)
        {
            var port = count == 1 ? _publicPort : context.Secrets.Port($"{project.Name}/{number}");
            AddReplica($"{project.Name}-{number}", port);
        }
    }

    public override string Kind => "project";

    public override string Url => $"http://localhost:{_publicPort}";

    public override IReadOnlyList<ProcessState> Processes => [.. _replicas.Select(replica => replica.Process)];

    public override void Check() => _replicas[0].Server.Check();

    protected override async Task RunReadyAsync(CancellationToken stop)
    {
        using var balancer = _replicas.Count == 1
            ? null
            : new TcpBalancer(_publicPort, [.. _replicas.Select(replica => replica.Process.Port)]);
        var waiting = _replicas.Count;
        await AllOrFirstFailure.Of(_replicas.Select(replica => SuperviseAsync(replica, () =>
        {
            if (Interlocked.Decrement(ref waiting) == 0)
                IsReady();
        }, stop)));
    }

    private async Task SuperviseAsync(
        (Replica Server, ProcessState Process) replica, Action firstReady, CancellationToken stop)
    {
        var wasReady = false;
        var supervisor = new Supervisor(replica.Server, replica.Process, Context.Console)
        {
            IsHealthy = _project.Settings.HealthPath is null ? null : replica.Server.IsHealthyAsync,
        };
        await supervisor.RunAsync(() =>
        {
            if (!wasReady)
                firstReady();
            wasReady = true;
        }, stop);
    }

    private void AddReplica(string label, int port) => _replicas.Add((
        new Replica(port, _project.Metadata, () => ProjectEnvironment.Command(_project, label, port, Context.Data.Path),
            _project.Settings.HealthPath, Context.Output(label, isServer: false)),
        Context.Process(label, port)));
}
