using System.Threading.Channels;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Keeps <c>instance.json</c> true: one writer, changes that come while it writes are written together.
/// </summary>
internal sealed class InstanceWriter : IAsyncDisposable
{
    private readonly RunContext _context;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _allSettled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _writing;

    public InstanceWriter(RunContext context)
    {
        _context = context;
        context.Changed = () => _changes.Writer.TryWrite(true);
        Write();
        _writing = WriteChangesAsync();
    }

    /// <summary>Completes when everything is healthy for the first time, after that has been written.</summary>
    public Task AllSettled => _allSettled.Task;

    public async ValueTask DisposeAsync()
    {
        _changes.Writer.Complete();
        await _writing;
        Write();
    }

    private async Task WriteChangesAsync()
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync())
            Write();
    }

    private void Write()
    {
        var runs = _context.Runs;
        var healthy = runs.All(run => run.IsSettled);
        var gateway = runs.FirstOrDefault(run => run.Resource.Settings.Endpoints.Exists(endpoint => endpoint.External));
        PrivateFile.Write(_context.Data.FileNamed(InstanceState.FileName), new InstanceState(
            healthy,
            Environment.ProcessId,
            gateway?.Url,
            _context.Data.Path,
            [.. runs.Select(Describe)],
            runs.Select(run => run.Resource).OfType<ParameterResource>()
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Expression.Value)));
        if (healthy)
            _allSettled.TrySetResult();
    }

    private static InstanceResource Describe(ResourceRun run) => new(
        run.Resource.Name, run.Kind, run.State, run.Url, run.ConnectionString,
        [.. run.Processes.Select(process => process.Now)]);
}
