namespace RiderPlatform.LocalHosting;

/// <summary>
/// What to start, as whom, and how it ends when the host dies without a word (kill -9, out of memory).
/// </summary>
internal sealed record ChildCommand(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Set by the host for each of its children; <see cref="Orphans"/> finds left-over ones by it.</summary>
    public const string OwnerVariable = "RIDERPLATFORM_CHILD_OF";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Servers get a clean environment: a stray PGPORT or RABBITMQ_* of the shell must not reach them.
    /// </summary>
    public bool InheritsEnvironment { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>Written to its standard input, which is then closed.</summary>
    public string Input { get; init; } = "";

    public UnprivilegedUser? RunAs { get; init; }

    /// <summary>
    /// Services must survive kill -9 anyway, so KILL is the sure choice; servers get what shuts them down fast.
    /// </summary>
    public Signal OnHostDeath { get; init; } = Signal.Kill;

    /// <summary>
    /// The command line with its launchers, each of which replaces itself by the next, so that the process id stays.
    /// <c>setsid</c>: a session of its own, so that Ctrl-C in the terminal reaches the host alone, which then ends its
    /// children in order. <c>env</c>: a host started in the background of a script ignores INT and would pass that on.
    /// <c>setpriv</c> (last, because a change of user clears it): the signal at the host's death.
    /// </summary>
    public IReadOnlyList<string> Launch()
    {
        List<string> launch = ["setsid", "env", "--default-signal=INT,QUIT", "setpriv"];
        if (RunAs is { } user)
            launch.AddRange([$"--reuid={user.UserId}", $"--regid={user.GroupId}", "--clear-groups"]);
        var name = OnHostDeath switch
        {
            Signal.Interrupt => "INT",
            Signal.Terminate => "TERM",
            _ => "KILL",
        };
        return [.. launch, $"--pdeathsig={name}", "--", File, .. Arguments];
    }
}
