namespace RiderPlatform.LocalHosting;

/// <summary>
/// The one folder in which an instance lives, held by a lock for as long as the host runs. A marker file says that it
/// is ours: without it a folder with anything in it is refused, so that <c>--reset</c> can never empty a stranger's.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string Marker = ".rider-platform";
    private const string MarkerText = "RiderPlatform 的数据文件夹；./run --reset 会清空它\n" +
        "Data folder of RiderPlatform; ./run --reset empties it\n";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string Logs => Directory.CreateDirectory(System.IO.Path.Combine(Path, "logs")).FullName;

    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var marker = System.IO.Path.Combine(path, Marker);
            if (!File.Exists(marker) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new HostingException(
                    $"{path} 不是空文件夹，也不是本平台的数据 · {path} is neither empty nor a data folder of RiderPlatform");
            var held = Lock(marker, path);
            // PostgreSQL runs as another user when we are root: it must pass, and may list nothing.
            File.SetUnixFileMode(path, Environment.IsPrivilegedProcess ? OwnerAndPassing : OwnerOnly);
            return new DataFolder(path, held);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new HostingException(
                $"无法写入数据文件夹 {path} · Cannot write to the data folder {path}: {error.Message}", error);
        }
    }

    public string FileNamed(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes everything but the marker, which is the lock that we hold.</summary>
    public void Empty()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.Name != Marker))
        {
            if (entry is DirectoryInfo folder && folder.LinkTarget is null)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>An flock, which ends with the process however that ends.</summary>
    private static FileStream Lock(string marker, string path)
    {
        FileStream held;
        try
        {
            held = new FileStream(marker, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException && File.Exists(marker))
        {
            throw new HostingException(
                $"{path} 已被另一个正在运行的实例使用 · {path} is in use by another running instance", error);
        }

        if (held.Length == 0)
        {
            held.Write(System.Text.Encoding.UTF8.GetBytes(MarkerText));
            held.Flush();
        }

        return held;
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerAndPassing = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
