using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace RiderPlatform.Console.Data;

/// <summary>
/// ASP.NET Core's keys in the database, so that every replica reads what another has sealed; each encrypted (AES-GCM)
/// with <c>Console:Key</c>, which is not in the database: its copy alone opens no session.
/// </summary>
internal sealed class ProtectionKeys(IServiceScopeFactory scopes, IOptions<ConsoleOptions> options) : IXmlRepository
{
    private byte[] Key => SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key));

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<ConsoleDb>().ProtectionKeys.AsNoTracking().ToList();
        return [.. rows.Select(r => Open(r.Xml)).OfType<string>().Select(x => XElement.Parse(x))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDb>();
        db.Add(new ProtectionKeyRow { Name = friendlyName,
            Xml = Seal(element.ToString(SaveOptions.DisableFormatting)) });
        db.SaveChanges();
    }

    private string Seal(string text)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(text);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(Key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    /// <summary>Null for a key that was sealed with another <c>Console:Key</c>: those sessions are over.</summary>
    private string? Open(string text)
    {
        var all = Convert.FromBase64String(text).AsSpan();
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[all.Length - nonceSize - tagSize];
        using var aes = new AesGcm(Key, tagSize);
        try
        {
            aes.Decrypt(all[..nonceSize], all[(nonceSize + tagSize)..], all.Slice(nonceSize, tagSize), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }
}
