using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Servers;

public sealed class PostgresBinariesTests : IDisposable
{
    private const string Program = "rider-platform-tool";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly string _path = Environment.GetEnvironmentVariable("PATH")!;

    public PostgresBinariesTests() => Environment.SetEnvironmentVariable("PATH", $"{_path}:{_folder.FullName}");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Link_CountsWhileItsProgramIsThere(bool there)
    {
        var target = Path.Combine(_folder.FullName, "target");
        var link = Path.Combine(_folder.FullName, Program);
        File.CreateSymbolicLink(link, target);
        if (there)
        {
            File.WriteAllText(target, "");
            Assert.Equal(link, PostgresBinaries.Find(Program, _folder.FullName));
        }
        else
        {
            var missing = Assert.Throws<HostingException>(() => PostgresBinaries.Find(Program, _folder.FullName));
            Assert.Contains(Program, missing.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Delete(recursive: true);
    }
}
