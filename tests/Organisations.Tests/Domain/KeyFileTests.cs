using Microsoft.Extensions.Configuration;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class KeyFileTests : IDisposable
{
    private static readonly Guid Row = Guid.CreateVersion7();
    private readonly string _folder = Directory.CreateTempSubdirectory("riderplatform-key-").FullName;

    [Fact]
    public async Task Read_MakesTheFileOnce_EvenForManyAtOnce()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Read(folder: _folder))));
        var box = rings[0].SealText("name", Row, "张三");
        Assert.All(rings, r => Assert.Equal("张三", r.OpenText("name", Row, box)));
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Read_PrefersTheConfiguredKey()
    {
        var key = new string('k', 32);
        var box = Read(key).SealText("name", Row, "x");
        Assert.Equal("x", Read(key, _folder).OpenText("name", Row, box));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Read_WithoutKeyOrFolder_OrWithAShortKey_SaysWhatToDo()
    {
        Assert.Contains("RIDERPLATFORM_DATA", Assert.Throws<InvalidOperationException>(() =>
            Read()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "openssl", Assert.Throws<InvalidOperationException>(() => Read("short")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static KeyRing Read(string? key = null, string? folder = null) => KeyFile.Read(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Personal:Key", key), new("RIDERPLATFORM_DATA", folder)]).Build());
}
