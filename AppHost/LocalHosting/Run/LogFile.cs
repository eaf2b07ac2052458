namespace RiderPlatform.LocalHosting;

/// <summary>
/// All lines of one process, with the time, in <c>logs/label.log</c>. At 10 MB the file becomes <c>label.log.1</c>
/// in place of the one before: two files at most for a process, whatever it writes.
/// </summary>
internal sealed class LogFile : IChildOutput, IDisposable
{
    private const long MaximumBytes = 10_000_000;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private StreamWriter? _writer;

    public LogFile(string folder, string label, TimeProvider time)
    {
        _path = PathOf(folder, label);
        _time = time;
        _writer = Open();
    }

    public static string PathOf(string folder, string label) => Path.Combine(folder, $"{label}.log");

    public void Write(string line, bool isError)
    {
        lock (_lock)
        {
            if (_writer is null)
                return;
            _writer.WriteLine($"{_time.GetLocalNow():MM-dd HH:mm:ss.fff} {line}");
            if (_writer.BaseStream.Length < MaximumBytes)
                return;
            _writer.Dispose();
            File.Move(_path, $"{_path}.1", overwrite: true);
            _writer = Open();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private StreamWriter Open() =>
        new(new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
}
