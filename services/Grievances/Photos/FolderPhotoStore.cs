using System.Globalization;
using System.Security.Cryptography;

namespace RiderPlatform.Grievances.Photos;

/// <summary>
/// Blobs as files: <c>Blobs:Path</c>, else <c>&lt;RIDERPLATFORM_DATA&gt;/blobs</c>, else a folder beside the program.
/// Replicas on several machines need a shared file system here or another <see cref="IPhotoStore"/>.
/// </summary>
public sealed class FolderPhotoStore : IPhotoStore
{
    private readonly string _root;

    public FolderPhotoStore(IConfiguration configuration)
    {
        _root = Path.GetFullPath(configuration["Blobs:Path"]
            ?? Path.Combine(configuration["RIDERPLATFORM_DATA"] ?? AppContext.BaseDirectory, "blobs"));
        TemporaryFolder = Path.Combine(_root, "tmp");
        Directory.CreateDirectory(TemporaryFolder);
    }

    /// <summary>On the same file system, so that a finished file is renamed and never copied.</summary>
    public string TemporaryFolder { get; }

    public async Task<string> PutAsync(string file, DateOnly day, CancellationToken ct)
    {
        string hash;
        await using (var content = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            // The case's row is about to be durable; its photo must be on the disk before it.
            content.Flush(flushToDisk: true);
        }

        var key = $"{Folder(day)}/{hash[..2]}/{hash}.jpg";
        var target = Path.Combine(_root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(file, target, overwrite: true);
        return key;
    }

    public Stream? Open(string key)
    {
        var file = Path.Combine(_root, key);
        return File.Exists(file)
            ? new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 16 * 1024, useAsync: true) : null;
    }

    public IEnumerable<string> KeysOf(DateOnly day)
    {
        var folder = Path.Combine(_root, Folder(day));
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(_root, f))
            : [];
    }

    public void Delete(string key) => File.Delete(Path.Combine(_root, key));

    private static string Folder(DateOnly day) => day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
}
