using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// Signs what a rider shows, as JSON Web Tokens (RFC 7519, ES256), so that a till checks
/// them without us by the published key. The key pair is made from the platform's key: every replica has the same.
/// </summary>
public sealed class VoucherTokens : IDisposable
{
    /// <summary>What the code on a rider's screen says: good for moments, and only on line.</summary>
    public const string Shown = "voucher-shown+jwt";

    /// <summary>What a rider takes along to where there is no network.</summary>
    public const string Pass = "voucher-pass+jwt";

    private const string Purpose = "voucher-signing";
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ECDsa _key;
    private readonly SigningCredentials _signing;

    public VoucherTokens(KeyRing keys)
    {
        _key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Scalar(keys) });
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        PublicKey = new Jwk("EC", "sig", "ES256", "", "P-256", Base64Url.EncodeToString(parameters.Q.X),
            Base64Url.EncodeToString(parameters.Q.Y));
        PublicKey = PublicKey with { Kid = Thumbprint(PublicKey) };
        _signing = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = PublicKey.Kid }, "ES256");
    }

    /// <summary>A public key (RFC 7517, 7518).</summary>
    public sealed record Jwk(string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y);

    /// <summary>Claims <c>jti</c> and <c>sub</c>, 16 bytes in base64url each, and <c>iat</c> and <c>exp</c>.</summary>
    public sealed record Content(Guid Voucher, Guid Reward, DateTimeOffset From, DateTimeOffset Until);

    public Jwk PublicKey { get; }

    public string Sign(string type, Content content) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = type,
        SigningCredentials = _signing,
        Claims = new Dictionary<string, object>
        {
            ["jti"] = Short(content.Voucher), ["sub"] = Short(content.Reward),
            ["iat"] = content.From.ToUnixTimeSeconds(), ["exp"] = content.Until.ToUnixTimeSeconds(),
        },
    });

    /// <summary>Null for what we did not sign, or as something else. Its times are the caller's to look at.</summary>
    public async Task<Content?> ReadAsync(string type, string token)
    {
        var read = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidTypes = [type], ValidAlgorithms = ["ES256"], IssuerSigningKey = _signing.Key,
            ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false,
        });
        return read.IsValid && read.SecurityToken is JsonWebToken jwt && Long(jwt.Id) is { } voucher
            && Long(jwt.Subject) is { } reward ? new Content(voucher, reward, jwt.IssuedAt, jwt.ValidTo) : null;
    }

    public void Dispose() => _key.Dispose();

    private static string Short(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static Guid? Long(string? text)
    {
        var bytes = new byte[16];
        return text is { Length: 22 } && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text, bytes) == 16
            ? new Guid(bytes, bigEndian: true) : null;
    }

    /// <summary>FIPS 186-5, A.2.1: 64 bits more than the order has, modulo the order less one, plus one.</summary>
    private static byte[] Scalar(KeyRing keys)
    {
        var order = new BigInteger(
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), true, true);
        var scalar = (new BigInteger(keys.Bytes(Purpose, 40), true, true) % (order - 1)) + 1;
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    /// <summary>RFC 7638, its first 64 bits.</summary>
    private static string Thumbprint(Jwk key) => Base64Url.EncodeToString(SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(
            $$"""{"crv":"{{key.Crv}}","kty":"{{key.Kty}}","x":"{{key.X}}","y":"{{key.Y}}"}""")).AsSpan(0, 8));
}
