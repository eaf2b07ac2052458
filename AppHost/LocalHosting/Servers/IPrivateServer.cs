namespace RiderPlatform.LocalHosting;

/// <summary>
/// A server of ours that can be started again on the same port and data after it has ended in any way.
/// </summary>
internal interface IPrivateServer
{
    int Port { get; }

    int ProcessId { get; }

    /// <summary>Told the process id as soon as there is a process, long before it answers.</summary>
    event Action<int>? Launched;

    /// <summary>Completes when the running process has ended, whoever ended it.</summary>
    Task<int> Exited { get; }

    /// <summary>Throws when something that the start needs is missing from the machine.</summary>
    void Check();

    /// <summary>Returns when the server has answered a real request.</summary>
    Task StartAsync(CancellationToken cancellation = default);

    Task StopAsync();

    void Kill();
}
