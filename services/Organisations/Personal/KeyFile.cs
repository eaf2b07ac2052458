using System.Security.Cryptography;

namespace RiderPlatform.Organisations.Personal;

/// <summary>
/// Where the key of <see cref="KeyRing"/> comes from: <c>Personal:Key</c> (32 bytes in base64, from a secret store), or
/// in run mode <c>personal.key</c> in the data folder, made on first use and readable by its owner only. Whoever loses
/// it loses names, phones and signing keys: it belongs into the backup, but not beside the database's.
/// </summary>
public static class KeyFile
{
    private const string FileName = "personal.key";

    public static KeyRing Read(IConfiguration configuration)
    {
        if (configuration["Personal:Key"] is { Length: > 0 } given)
        {
            return new KeyRing(Parse(given, "Personal:Key"));
        }

        var folder = configuration["RIDERPLATFORM_DATA"] ?? throw new InvalidOperationException(
            "Neither Personal:Key (32 random bytes in base64) nor the data folder RIDERPLATFORM_DATA is set.");
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        return new KeyRing(Parse(File.ReadAllText(path).Trim(), path));
    }

    /// <summary>
    /// Written aside and moved into place: of two processes at once the first wins and both read the same key.
    /// </summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Guid.CreateVersion7():N}";
        using (var file = new FileStream(aside, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }

    private static byte[] Parse(string text, string where)
    {
        var key = new byte[32];
        return Convert.TryFromBase64String(text, key, out var length) && length == 32
            ? key : throw new InvalidOperationException(
                $"{where} must be 32 bytes in base64 (openssl rand -base64 32).");
    }
}
