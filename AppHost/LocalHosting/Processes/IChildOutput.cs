namespace RiderPlatform.LocalHosting;

internal interface IChildOutput
{
    void Write(string line, bool isError);
}

/// <summary>Keeps the last lines of a child, for the one message that explains why it did not start.</summary>
internal sealed class LastLines(int count = 40) : IChildOutput
{
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    public void Write(string line, bool isError)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > count)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }
}

/// <summary>Gives every line to several.</summary>
internal sealed class Tee(params IReadOnlyList<IChildOutput> outputs) : IChildOutput
{
    public void Write(string line, bool isError)
    {
        foreach (var output in outputs)
            output.Write(line, isError);
    }
}
