using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.ServiceDefaults.Personal;

/// <summary>
/// The platform's key for what must not lie open in the database or its backups: names, phones, private signing keys.
/// Sealing is AES-256-GCM, bound to its purpose and its row, so that a cipher text moved to another row does not open.
/// One key is kept outside of the database (<see cref="KeyFile"/>); each purpose has a key of its own made from it
/// (HKDF).
/// </summary>
public sealed class KeyRing
{
    private const byte Format = 1;
    private const int KeyIdBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + KeyIdBytes + NonceBytes + TagBytes;
    private readonly byte[] _master;
    private readonly byte[] _keyId;

    public KeyRing(byte[] master)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(master.Length, 32);
        _master = master;
        _keyId = Derive("key-id")[..KeyIdBytes];
    }

    /// <param name="purpose">What is sealed, e.g. <c>rider-phone</c>.</param>
    /// <param name="row">The id of the row that it belongs to.</param>
    public byte[] Seal(string purpose, string row, ReadOnlySpan<byte> plain)
    {
        var box = new byte[HeadBytes + plain.Length];
        box[0] = Format;
        _keyId.CopyTo(box, 1);
        var nonce = box.AsSpan(1 + KeyIdBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        var tag = box.AsSpan(1 + KeyIdBytes + NonceBytes, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(HeadBytes), tag, Bound(purpose, row));
        return box;
    }

    /// <summary>
    /// Throws <see cref="CryptographicException"/> for a box of another key, purpose or row, or a damaged one.
    /// </summary>
    public byte[] Open(string purpose, string row, ReadOnlySpan<byte> box)
    {
        if (box.Length < HeadBytes || box[0] != Format || !box.Slice(1, KeyIdBytes).SequenceEqual(_keyId))
        {
            throw new CryptographicException(
                "Sealed with another key: Personal:Key is not the one that this database was written with.");
        }

        var plain = new byte[box.Length - HeadBytes];
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        var tag = box.Slice(1 + KeyIdBytes + NonceBytes, TagBytes);
        aes.Decrypt(box.Slice(1 + KeyIdBytes, NonceBytes), box[HeadBytes..], tag, plain, Bound(purpose, row));
        return plain;
    }

    public byte[] SealText(
        string purpose, Guid row, string text) => Seal(purpose, row.ToString(), Encoding.UTF8.GetBytes(text));

    public string OpenText(
        string purpose, Guid row, byte[] box) => Encoding.UTF8.GetString(Open(purpose, row.ToString(), box));

    /// <summary>
    /// A keyed blind index: equal texts give equal bytes, and without the key nothing can be guessed from them.
    /// </summary>
    public byte[] Index(
        string purpose, string text) => HMACSHA256.HashData(Derive(purpose), Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes that only who has the key can make, the same each time.</summary>
    public byte[] Bytes(string purpose, int count) => Derive(purpose, count);

    private static byte[] Bound(string purpose, string row) => Encoding.UTF8.GetBytes($"{purpose}:{row}");

    private byte[] Derive(string purpose, int count = 32) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, _master, count, info: Encoding.UTF8.GetBytes($"rider-platform/{purpose}"));
}
