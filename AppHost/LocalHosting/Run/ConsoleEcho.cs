namespace RiderPlatform.LocalHosting;

/// <summary>
/// What of a project's output a person needs to see: warnings and errors with the lines that belong to them, and what
/// went to standard error. Servers stay quiet: they warn of every client that a test has killed.
/// </summary>
internal sealed class ConsoleEcho(string label, bool isServer, ConsoleLog console) : IChildOutput
{
    private static readonly string[] Loud = ["warn:", "fail:", "crit:"];
    private static readonly string[] Quiet = ["info:", "dbug:", "trce:"];

    private bool _loud;

    public void Write(string line, bool isError)
    {
        if (console.Verbose || (!isServer && (isError || IsLoud(line))))
            console.Write(label, line);
    }

    /// <summary>The console logger writes a level, then indented lines of the same entry.</summary>
    private bool IsLoud(string line)
    {
        if (Loud.Any(level => line.StartsWith(level, StringComparison.Ordinal)))
            _loud = true;
        else if (Quiet.Any(level => line.StartsWith(level, StringComparison.Ordinal)) || !line.StartsWith(' '))
            _loud = false;
        return _loud;
    }
}
