using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace RiderPlatform.ServiceDefaults.Personal;

/// <summary>
/// Where the key of <see cref="KeyRing"/> comes from: <c>Personal:Key</c> (32 random characters or more, from a secret
/// store), or in run mode <c>personal.key</c> in the data folder, made on first use and readable by its owner only.
/// Whoever loses it loses names, phones and signing keys: it belongs into the backup, but not beside the database's.
/// </summary>
public static class KeyFile
{
    private const int MinLength = 32;
    private const string FileName = "personal.key";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static KeyRing Read(IConfiguration configuration)
    {
        if (configuration["Personal:Key"] is { Length: > 0 } given)
        {
            return new KeyRing(Parse(given, "Personal:Key"));
        }

        var folder = configuration["RIDERPLATFORM_DATA"] ?? throw new InvalidOperationException(
            "Neither Personal:Key (32 random characters or more) nor the data folder RIDERPLATFORM_DATA is set.");
        var path = Path.Combine(folder, FileName);
        MakeUnlessThere(path);
        // Another process may have made it a moment ago and be about to write into it.
        SpinWait.SpinUntil(() => new FileInfo(path).Length >= MinLength, Patience);
        return new KeyRing(Parse(File.ReadAllText(path).Trim(), path));
    }

    /// <summary>Of many processes at once one makes the file, and all read the same key.</summary>
    private static void MakeUnlessThere(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            return;
        }
    }

    /// <summary>Any long random text will do, so that a deployment may let its tool generate it.</summary>
    private static byte[] Parse(string text, string where) => text.Length >= MinLength
        ? SHA256.HashData(Encoding.UTF8.GetBytes(text))
        : throw new InvalidOperationException(
            $"{where} must be at least {MinLength} random characters (openssl rand -base64 32).");
}
