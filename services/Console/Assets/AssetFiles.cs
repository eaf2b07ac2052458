using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace RiderPlatform.Console.Assets;

/// <summary>
/// Our style sheets and modules, and the vendored libraries, under one address that changes with their content
/// (<c>/console/assets/3f2a…/css/base.css</c>): browsers keep them for a year, and modules import one another by
/// relative paths. Compressed once, at the first request.
/// </summary>
public sealed class AssetFiles
{
    public const string Root = "/console/assets";
    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly Dictionary<string, string> _files;
    private readonly string _version;
    private readonly ConcurrentDictionary<(string Path, string Encoding), byte[]> _bodies = new();

    private static readonly HashSet<string> Compressible =
        ["text/css", "text/javascript", "image/svg+xml", "application/manifest+json", "application/json"];

    public AssetFiles()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        _files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => f, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, file) in _files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(File.ReadAllBytes(file));
        }

        _version = Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    public string Version => _version;

    /// <param name="path">As it lies in <c>wwwroot</c>: <c>css/base.css</c>. Throws for a file that is not
    /// there.</param>
    public string Href(string path) => _files.ContainsKey(path) ? $"{Root}/{_version}/{path}"
        : throw new ArgumentException($"wwwroot has no {path}.");

    public void Map(WebApplication app) => app.MapGet(Root + "/{version}/{**path}", Serve).AllowAnonymous();

    internal byte[] Read(string path) => File.ReadAllBytes(_files[path]);

    private IResult Serve(HttpContext http, string version, string path)
    {
        if (!_files.ContainsKey(path))
        {
            return Results.NotFound();
        }

        var type = Types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        var encoding = Compressible.Contains(type) ? EncodingFor(http.Request) : "";
        var headers = http.Response.Headers;
        // An older page asks for an older version: it gets what there is, and keeps nothing.
        headers.CacheControl = version == _version ? "public, max-age=31536000, immutable" : "no-store";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        return Results.Bytes(_bodies.GetOrAdd((path, encoding), Compress), $"{type}; charset=utf-8");
    }

    private static string EncodingFor(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        return accepted.Contains("br", StringComparison.Ordinal) ? "br"
            : accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip" : "";
    }

    private byte[] Compress((string Path, string Encoding) wanted)
    {
        var plain = Read(wanted.Path);
        if (wanted.Encoding.Length == 0)
        {
            return plain;
        }

        using var packed = new MemoryStream();
        using (Stream stream = wanted.Encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.SmallestSize)
            : new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }
}
