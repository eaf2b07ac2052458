namespace RiderPlatform.AppHost.Tests.Host;

/// <summary>A data folder for one test, removed with everything in it.</summary>
public abstract class TemporaryData : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("rider-tiny-");

    protected TemporaryData() => File.SetUnixFileMode(_parent.FullName, (UnixFileMode)0b111_001_001);

    protected string Data => Path.Combine(_parent.FullName, "data");

    public void Dispose()
    {
        _parent.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
