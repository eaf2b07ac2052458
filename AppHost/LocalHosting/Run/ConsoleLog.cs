namespace RiderPlatform.LocalHosting;

/// <summary>The one stream in which the host and all children speak, a line at a time, each with its label.</summary>
internal sealed class ConsoleLog(TextWriter console, bool verbose) : IAnnouncer
{
    private readonly Lock _lock = new();

    public bool Verbose => verbose;

    public void Announce(string label, string text) => Write(label, text);

    public void Write(string label, string line)
    {
        lock (_lock)
        {
            console.WriteLine($"{label,-16} | {line}");
            console.Flush();
        }
    }

    /// <summary>Lines that belong together and to nobody's label.</summary>
    public void WriteBlock(string text)
    {
        lock (_lock)
        {
            console.WriteLine(text);
            console.Flush();
        }
    }
}
