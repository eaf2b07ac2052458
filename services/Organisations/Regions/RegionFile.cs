using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Regions;

/// <summary>A file that <c>Data/Regions/generate.mjs</c> made; its format stands there.</summary>
public sealed class RegionFile
{
    private const string Shipped = "regions-51-53.tsv.br";

    private RegionFile(byte[] packed)
    {
        Hash = SHA256.HashData(packed);
        Regions = Read(packed);
        Provinces = [.. Regions.Where(r => r.ParentCode.Length == 0).Select(r => r.Code)];
    }

    public byte[] Hash { get; }

    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The provinces that the file holds, each complete.</summary>
    public IReadOnlyList<string> Provinces { get; }

    /// <summary>Throws <see cref="InvalidDataException"/> for a file of another kind.</summary>
    public static RegionFile From(string path) => new(File.ReadAllBytes(path));

    /// <summary>Sichuan and Yunnan; the hash alone is cheap, so that a start that has them reads no further.</summary>
    public static byte[] ShippedHash() => SHA256.HashData(ShippedBytes());

    public static RegionFile FromShipped() => new(ShippedBytes());

    private static byte[] ShippedBytes()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Shipped)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static List<Region> Read(byte[] packed)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        var regions = new List<Region>();
        var above = new string[6];
        above[0] = "";
        while (ReadLine(reader) is { } line)
        {
            var depth = line.TakeWhile(c => c == '.').Count();
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (depth > 4 || tab < depth || tab == line.Length - 1 || above[depth] is not { } parent)
            {
                throw Broken(regions.Count);
            }

            var code = parent + line[depth..tab];
            if (!RegionCodes.IsWellFormed(code) || (RegionCodes.Parent(code) ?? "") != parent)
            {
                throw Broken(regions.Count);
            }

            above[depth + 1] = code;
            regions.Add(new Region { Code = code, Name = line[(tab + 1)..], ParentCode = parent });
        }

        return regions.Count > 0 ? regions : throw Broken(0);
    }

    private static string? ReadLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("Not a brotli file.", e);
        }
    }

    private static InvalidDataException Broken(int line) => new($"Not a region file: line {line + 1} cannot be read.");
}
