using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Npgsql;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>
/// Makes tokens that differ from a good one in a single thing. It signs with the platform's own key, which only
/// somebody with the database and the data folder can read, so that nothing but that single thing is wrong.
/// </summary>
internal sealed class Forge(string goodToken, string keyId, RSA key)
{
    private readonly string _claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(goodToken.Split('.')[1]));

    public static async Task<Forge> OpenAsync(Harness.ThrowAwayInstance instance, string goodToken)
    {
        var keys = KeyFile.Read(new ConfigurationBuilder()
            .AddInMemoryCollection([new("RIDERPLATFORM_DATA", instance.Data)]).Build());
        await using var source = NpgsqlDataSource.Create(instance.ConnectionString("organisations-db"));
        await using var command =
            source.CreateCommand("select id, sealed_private_key from signing_key order by signs_from");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(keys.Open("signing-key", row.GetString(0), row.GetFieldValue<byte[]>(1)), out _);
        return new Forge(goodToken, row.GetString(0), key);
    }

    public string GoodToken => goodToken;

    public string Token(Action<JsonObject> claims, string type = "at+jwt", string algorithm = "RS256", RSA? by = null)
    {
        var changed = JsonNode.Parse(_claims)!.AsObject();
        claims(changed);
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = type, ["kid"] = keyId };
        var signed = $"{Encode(header)}.{Encode(changed)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed), algorithm, by ?? key))}";
    }

    private static byte[] Sign(byte[] text, string algorithm, RSA key) => algorithm switch
    {
        "none" => [],
        // The old trick: the public key, which everybody has, taken for a shared secret.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), text),
        _ => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
