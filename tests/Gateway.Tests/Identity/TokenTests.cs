using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.Gateway.Tests.Hosting;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Gateway.Tests.Identity;

public sealed class TokenTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static readonly Uri Cases = new("/api/v1/cases", UriKind.Relative);

    private GatewayHost Gateway => shared.Host;

    [Fact]
    public async Task GoodToken_PassesAndGoesOnToTheService()
    {
        var token = Good();
        using var client = Gateway.NewClient(token);
        var seen = await (await client.GetAsync(Cases)).SeenAsync();
        Assert.Equal($"Bearer {token}", seen.Headers["Authorization"]);
    }

    [Fact]
    public async Task WithoutToken_IsAskedForOne()
    {
        using var client = Gateway.NewClient();
        var answer = await client.GetAsync(Cases);
        await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("wrong audience")]
    [InlineData("wrong issuer")]
    [InlineData("wrong type")]
    [InlineData("forged by another key")]
    [InlineData("changed payload")]
    [InlineData("alg none")]
    [InlineData("HMAC with the public key")]
    [InlineData("no expiry")]
    [InlineData("garbage")]
    [InlineData("three dots")]
    [InlineData("empty")]
    [InlineData("far too long")]
    public async Task BadToken_IsRefusedAndReachesNoService(string what)
    {
        Gateway.Services["grievances"].Received.Clear();
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Cases);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Bad(what)}");
        var answer = await client.SendAsync(request);
        await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Empty(Gateway.Services["grievances"].Received);
    }

    [Fact]
    public async Task KeySetAway_IsUnavailableAndNotRefused()
    {
        await using var gateway = await GatewayHost.StartAsync(("Identity:Keys", "http://127.0.0.1:9"));
        using var client = gateway.NewSignedInClient();
        var answer = await client.GetAsync(Cases);
        await answer.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "Unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task KeySetAnswers503_IsUnavailableAndNotRefused()
    {
        await using var gateway = await GatewayHost.StartAsync(("Identity:Keys", "https+http://organisations"));
        gateway.Services["organisations"].Instead = c =>
        {
            c.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        using var client = gateway.NewSignedInClient();
        await (await client.GetAsync(Cases)).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "Unavailable");
    }

    private string Good() => Gateway.Tokens.Issue(Guid.CreateVersion7(), null, new Grant(Roles.Handler, "5101", null));

    private string Bad(string what) => what switch
    {
        "expired" => Issue(d => d.Expires = DateTime.UnixEpoch.AddYears(50)),
        "not yet valid" =>
            Issue(d => (d.NotBefore, d.Expires) = (DateTime.UnixEpoch.AddYears(150), DateTime.UnixEpoch.AddYears(151))),
        "wrong audience" => Issue(d => d.Audience = "somewhere-else"),
        "wrong issuer" => Issue(d => d.Issuer = "http://evil.example"),
        "wrong type" => Issue(d => d.TokenType = "JWT"),
        "forged by another key" => Issue(d => d.SigningCredentials = new SigningCredentials(
            new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test-key" }, SecurityAlgorithms.RsaSha256)),
        "changed payload" => Change(Good()),
        "alg none" => Encode("""{"alg":"none","typ":"at+jwt"}""") + "." + Good().Split('.')[1] + ".",
        "HMAC with the public key" => Issue(d => d.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(SHA256.HashData("test-key"u8)) { KeyId = "test-key" },
                SecurityAlgorithms.HmacSha256)),
        "no expiry" => Issue(d => d.Expires = null),
        "garbage" => "not-a-token",
        "three dots" => "...",
        "empty" => "",
        "far too long" => new string('A', 24_000),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private string Issue(Action<SecurityTokenDescriptor> change)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Claims = TokenIssuer.Claims(Guid.CreateVersion7(), null, new Grant(Roles.Administrator, "", null)),
            Expires = DateTime.UnixEpoch.AddYears(150),
        };
        change(descriptor);
        return Gateway.Tokens.Issue(descriptor);
    }

    private static string Change(string token)
    {
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace("handler", "leader", StringComparison.Ordinal);
        return $"{parts[0]}.{Encode(payload)}.{parts[2]}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
