using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed class KeyTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task KeySet_IsPublicOnly_AndCacheable()
    {
        var client = fixture.NewClient();
        var answer = await client.GetAsync("/.well-known/jwks.json".Relative());
        var keys = (await answer.Expect(HttpStatusCode.OK))["keys"]!.AsArray();
        Assert.All(keys, k =>
            Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], k!.AsObject().Select(p => p.Key).Order()));
        Assert.All(keys, k => Assert.Equal(3072 / 8, Base64UrlEncoder.DecodeBytes((string)k!["n"]!).Length));
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
        client.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(
            HttpStatusCode.NotModified, (await client.GetAsync("/.well-known/jwks.json".Relative())).StatusCode);
    }

    [Fact]
    public async Task Discovery_NamesTheIssuersPublicAddresses()
    {
        var document = await fixture.NewClient().ReadAsync("/.well-known/openid-configuration");
        Assert.Equal("http://issuer.test", (string)document["issuer"]!);
        Assert.Equal("http://issuer.test/oauth/token", (string)document["token_endpoint"]!);
        Assert.Equal("http://issuer.test/.well-known/jwks.json", (string)document["jwks_uri"]!);
        Assert.Equal(["S256"], document["code_challenge_methods_supported"]!.AsArray().Select(m => (string)m!));
        Assert.DoesNotContain("password", document["grant_types_supported"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrivateKeys_LieSealed()
    {
        var row = await fixture.WithAsync<OrganisationsDb, SigningKey>(db =>
            db.SigningKeys.OrderBy(k => k.SignsFrom).FirstAsync());
        using var rsa = System.Security.Cryptography.RSA.Create();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            rsa.ImportPkcs8PrivateKey(row.SealedPrivateKey, out _));
    }

    [Theory]
    [InlineData("http://issuer.test", "rider-platform", "at+jwt", 600, true)]
    [InlineData("http://other.test", "rider-platform", "at+jwt", 600, false)]
    [InlineData("http://issuer.test", "other", "at+jwt", 600, false)]
    [InlineData("http://issuer.test", "rider-platform", "JWT", 600, false)]
    [InlineData("http://issuer.test", "rider-platform", "at+jwt", -31, false)]
    public async Task Token_MustFitInEveryPart(string issuer, string audience, string type, int expiresIn, bool good)
    {
        var credentials = await fixture.Services.GetRequiredService<SigningKeyRing>().SigningAsync(default);
        using var browser = new Browser(fixture.Address);
        var answer = await browser.CallAsync("/api/v1/riders", Sign(credentials, issuer, audience, type, expiresIn));
        Assert.Equal(good ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Token_OfAnotherKey_IsRefused_ThoughItCallsItselfOurs()
    {
        var ours = await fixture.Services.GetRequiredService<SigningKeyRing>().SigningAsync(default);
        using var rsa = System.Security.Cryptography.RSA.Create(3072);
        var forged =
            new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = ours.Key.KeyId }, SecurityAlgorithms.RsaSha256);
        using var browser = new Browser(fixture.Address);
        await browser.CallAsync("/api/v1/riders", Sign(forged, "http://issuer.test", "rider-platform", "at+jwt", 600))
            .ExpectProblem(HttpStatusCode.Unauthorized, "Unauthenticated");
    }

    [Fact]
    public async Task Rotation_TwoReplicasMakeOneKey_AndAgreeOnIt()
    {
        var replica = await fixture.StartReplicaAsync();
        var old = await Kids(fixture.Address);
        // A month passes for the key that signs: the next one is due and is published a day ahead.
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update signing_key set signs_from = signs_from - interval '29 days 12 hours'"));
        var made = await Task.WhenAll(RotateAsync(fixture.Services), RotateAsync(replica.Services));
        Assert.Single(made, m => m);
        fixture.Services.GetRequiredService<SigningKeyRing>().Forget();
        replica.Services.GetRequiredService<SigningKeyRing>().Forget();
        var first = await Kids(fixture.Address);
        Assert.Equal(2, first.Count);
        Assert.Equal(first, await Kids(replica.Address));
        Assert.Equal(old.Single(), await SigningKidAsync());

        // Its day comes: both sign with it, tokens of the old key are still good.
        using var browser = new Browser(fixture.Address);
        var before = (string)(await browser.SignInAsync("admin"))["access_token"]!;
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update signing_key set signs_from = signs_from - interval '1 day'"));
        fixture.Services.GetRequiredService<SigningKeyRing>().Forget();
        replica.Services.GetRequiredService<SigningKeyRing>().Forget();
        using var other = new Browser(replica.Address);
        var after = (string)(await other.SignInAsync("admin"))["access_token"]!;
        Assert.NotEqual(new JsonWebToken(before).Kid, new JsonWebToken(after).Kid);
        Assert.Equal(new JsonWebToken(after).Kid, await SigningKidAsync());
        await browser.CallAsync("/api/v1/riders", before).Expect(HttpStatusCode.OK);
        await browser.CallAsync("/api/v1/riders", after).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WithAnotherIssuer_ThisOneIsClosed_LikeAnyPathThatIsNone()
    {
        var replica =
            await fixture.StartReplicaAsync(new KeyValuePair<string, string>("Identity:Authority", "http://idp.test"));
        using var browser = new Browser(replica.Address);
        foreach (var path in (string[])["/oauth/token", "/oauth/revoke", "/signin"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync(path, [])).StatusCode);
        }

        var keys = await browser.GetAsync("/.well-known/jwks.json");
        Assert.Equal(HttpStatusCode.Unauthorized, keys.StatusCode);
    }

    private async Task<string> SigningKidAsync() =>
        (await fixture.Services.GetRequiredService<SigningKeyRing>().SigningAsync(default)).Key.KeyId;

    private static async Task<bool> RotateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RotateSigningKeys>().RunAsync(default);
    }

    private static async Task<List<string>> Kids(Uri service)
    {
        using var client = new HttpClient { BaseAddress = service };
        return [.. (await client.ReadAsync("/.well-known/jwks.json"))["keys"]!.AsArray()
            .Select(k => (string)k!["kid"]!)];
    }

    private static string Sign(
        SigningCredentials credentials, string issuer, string audience, string type, int expiresIn)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            SigningCredentials = credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = Guid.CreateVersion7().ToString(),
                ["grants"] = (string[])[new Grant(Roles.Administrator, "", null).ToString()],
                ["exp"] = now + expiresIn,
                ["iat"] = now - 1000,
            },
        });
    }
}
