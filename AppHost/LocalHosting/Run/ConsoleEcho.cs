using System.Text.RegularExpressions;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// What of a project's output a person needs to see: warnings and errors with the lines that belong to them, and what
/// went to standard error. Servers stay quiet: they warn of every client that a test has killed.
/// </summary>
internal sealed partial class ConsoleEcho(string label, bool isServer, ConsoleLog console) : IChildOutput
{
    private bool _loud;

    public void Write(string line, bool isError)
    {
        if (console.Verbose || (!isServer && (isError || IsLoud(line))))
            console.Write(label, line);
    }

    /// <summary>A level starts an entry; indented lines that follow belong to it.</summary>
    private bool IsLoud(string line)
    {
        if (Loud().IsMatch(line))
            _loud = true;
        else if (!line.StartsWith(' '))
            _loud = false;
        return _loud;
    }

    /// <summary>As the services' own console format writes it, and as ASP.NET Core's does.</summary>
    [GeneratedRegex(@"^(?:\S+ \S+ \S+ (?:WARN|ERROR|CRIT) |(?:warn|fail|crit):)")]
    private static partial Regex Loud();
}
