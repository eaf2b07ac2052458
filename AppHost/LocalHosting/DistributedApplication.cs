using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// The model of AppHost's Program.cs, run on this machine without containers or, with <c>--publisher manifest</c>,
/// written as a manifest. What can be mended by the user ends in one line on standard error and exit code 1.
/// </summary>
public sealed class DistributedApplication
{
    private readonly IReadOnlyList<Resource> _model;
    private readonly IConfiguration _configuration;
    private readonly DistributedApplicationExecutionContext _context;

    internal DistributedApplication(
        IReadOnlyList<Resource> model, IConfiguration configuration, DistributedApplicationExecutionContext context)
    {
        _model = model;
        _configuration = configuration;
        _context = context;
    }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        new DistributedApplicationBuilder(args);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var signals = new StopSignals(stop);
        try
        {
            await RunAsync(new HostOptions(_configuration), stop.Token);
        }
        catch (HostingException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            Environment.ExitCode = 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Environment.ExitCode = 130;
        }
    }

    private async Task RunAsync(HostOptions options, CancellationToken stop)
    {
        if (_context.IsPublishMode)
        {
            new ManifestWriter(_model, _configuration["output-path"]
                ?? throw new HostingException("缺少 --output-path · --output-path is missing")).Write();
            return;
        }

        if (!OperatingSystem.IsLinux())
            throw new HostingException("本地运行需要 Linux；其他系统请用 Aspire · Running locally needs Linux, or Aspire");
        if (options.Restart is { } name)
            await RestartCommand.RunAsync(options.Data, name, stop);
        else
            await new LocalHost(_model, options, _configuration).RunAsync(stop);
    }

    /// <summary>Ctrl-C and TERM end in order; a second Ctrl-C ends at once, and the children with the host.</summary>
    private sealed class StopSignals : IDisposable
    {
        private readonly List<PosixSignalRegistration> _registrations;

        public StopSignals(CancellationTokenSource stop) => _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
                .Select(signal => PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = !stop.IsCancellationRequested;
                    stop.Cancel();
                })),
        ];

        public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
    }
}
