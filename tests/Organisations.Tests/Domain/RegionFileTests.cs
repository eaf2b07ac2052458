using System.IO.Compression;
using System.Text;
using RiderPlatform.Organisations.Regions;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class RegionFileTests
{
    private static readonly RegionFile Shipped = RegionFile.FromShipped();

    [Theory]
    [InlineData("51", 1, 21, 183, 3111, 34412)]
    [InlineData("53", 1, 16, 129, 1461, 14888)]
    [InlineData("5101", 0, 1, 20, 261, 3047)]
    [InlineData("5111", 0, 1, 11, 132, 1371)]
    public void Shipped_HasEveryRegion(
        string prefix, int provinces, int cities, int counties, int streets, int communities)
    {
        int Count(int digits) =>
            Shipped.Regions.Count(r => r.Code.Length == digits && r.Code.StartsWith(prefix, StringComparison.Ordinal));
        Assert.Equal(
            (provinces, cities, counties, streets, communities), (Count(2), Count(4), Count(6), Count(9), Count(12)));
    }

    [Fact]
    public void Shipped_IsATree()
    {
        var codes = Shipped.Regions.Select(r => r.Code).ToHashSet();
        Assert.Equal(Shipped.Regions.Count, codes.Count);
        Assert.All(Shipped.Regions, r => Assert.True(r.ParentCode.Length == 0 || codes.Contains(r.ParentCode), r.Code));
        Assert.Equal(["51", "53"], Shipped.Provinces);
    }

    [Theory]
    [InlineData("")]
    [InlineData("51\n")]
    [InlineData("51\t\n")]
    [InlineData("5x\t四川省\n")]
    [InlineData("..01\t成都市\n")]
    [InlineData("51\t四川省\n.0104\t锦江区\n")]
    [InlineData("51\t四川省\n......1\tx\n")]
    public void From_AFileOfAnotherKind_SaysSo(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var packed = new BrotliStream(File.Create(path), CompressionLevel.Fastest))
            {
                packed.Write(Encoding.UTF8.GetBytes(text));
            }

            Assert.Throws<InvalidDataException>(() => RegionFile.From(path));
            File.WriteAllBytes(path, [1, 2, 3, 4, 5, 6, 7, 8]);
            Assert.Throws<InvalidDataException>(() => RegionFile.From(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
