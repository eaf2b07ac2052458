namespace RiderPlatform.LocalHosting;

/// <summary>
/// A project that runs once to its end, such as a migration. A failure ends the host: nothing behind it may start.
/// </summary>
internal sealed class StepRun : ResourceRun
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly ProjectResource _project;
    private readonly ProcessState _process;
    private readonly IChildOutput _output;
    private readonly int _expectedCode;
    private bool _done;

    public StepRun(ProjectResource project, int expectedCode, RunContext context) : base(project, context)
    {
        _project = project;
        _expectedCode = expectedCode;
        _process = context.Process(project.Name, port: 0);
        _output = context.Output(project.Name, isServer: false);
    }

    public override string Kind => "project";

    public override IReadOnlyList<ProcessState> Processes => [_process];

    public override bool IsSettled => _done;

    public override void Check() => ProjectEnvironment.Check(_project.Metadata);

    protected override async Task RunReadyAsync(CancellationToken stop)
    {
        var process = ChildProcess.Start(
            ProjectEnvironment.Command(_project, _project.Name, port: null, Context.Data.Path), _output);
        _process.Is(ResourceState.Running, process.Id);
        try
        {
            await process.Exited.WaitAsync(stop);
        }
        finally
        {
            await process.StopAsync(Signal.Terminate, StopPatience);
        }

        var code = await process.Exited;
        if (code != _expectedCode)
        {
            _process.Is(ResourceState.Failed, pid: 0);
            throw new HostingException(
                $"以退出码 {code} 失败，见 · failed with exit code {code}, see {Context.LogPath(_project.Name)}");
        }

        _done = true;
        _process.Is(ResourceState.Exited, pid: 0);
        IsReady();
    }
}
