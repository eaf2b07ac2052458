namespace RiderPlatform.LocalHosting;

/// <summary>What the resources of a running host share.</summary>
internal sealed class RunContext(DataFolder data, Secrets secrets, ConsoleLog console) : IDisposable
{
    private readonly List<LogFile> _files = [];
    private readonly Dictionary<Resource, ResourceRun> _runs = [];

    public DataFolder Data => data;

    public Secrets Secrets => secrets;

    public ConsoleLog Console => console;

    /// <summary>Set by the host once it can write down what has changed.</summary>
    public Action Changed { get; set; } = () => { };

    public IReadOnlyCollection<ResourceRun> Runs => _runs.Values;

    public void Add(ResourceRun run) => _runs.Add(run.Resource, run);

    public ResourceRun RunOf(Resource resource) => _runs[resource];

    public ProcessState Process(string label, int port) => new(label, port, () => Changed());

    public string LogPath(string label) => LogFile.PathOf(data.Logs, label);

    public IChildOutput Output(string label, bool isServer)
    {
        var file = new LogFile(data.Logs, label, TimeProvider.System);
        _files.Add(file);
        return new Tee(file, new ConsoleEcho(label, isServer, console));
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
