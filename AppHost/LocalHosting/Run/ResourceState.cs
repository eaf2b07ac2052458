namespace RiderPlatform.LocalHosting;

/// <summary>From the outside: what a resource or one of its processes is doing.</summary>
public enum ResourceState
{
    /// <summary>Waits for others, or is not to be started at all.</summary>
    Waiting,

    /// <summary>Has been started and has not answered yet.</summary>
    Starting,

    /// <summary>Runs, and answers that it is not well.</summary>
    Running,

    /// <summary>Runs and answers.</summary>
    Healthy,

    /// <summary>
    /// Has ended: a step that is done, a process between its end and its restart, anything after the host's end.
    /// </summary>
    Exited,

    /// <summary>Did not start, and is not tried again.</summary>
    Failed,
}
