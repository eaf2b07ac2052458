using System.Net.Http.Headers;
using System.Security.Cryptography;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>
/// Expired and forged tokens are refused at the door, and again by each service when it is asked directly.
/// </summary>
[Collection(Platform.Name)]
public sealed class ForgedTokenTests(Platform platform)
{
    private static readonly Dictionary<string, Func<Forge, string>> Tokens = new()
    {
        ["expired"] = f => f.Token(c => c["exp"] = 1_700_000_000),
        ["without an end"] = f => f.Token(c => c.Remove("exp")),
        ["not yet good"] = f => f.Token(c => c["nbf"] = 4_000_000_000),
        ["of another issuer"] = f => f.Token(c => c["iss"] = "https://elsewhere.example"),
        ["for another audience"] = f => f.Token(c => c["aud"] = "another-platform"),
        ["of another type"] = f => f.Token(_ => { }, type: "JWT"),
        ["not signed"] = f => f.Token(_ => { }, algorithm: "none"),
        ["signed with the public key as a secret"] = f => f.Token(_ => { }, algorithm: "HS256"),
        ["signed by a stranger"] = f => f.Token(_ => { }, by: RSA.Create(2048)),
        ["changed after signing"] = f => Changed(f),
        ["cut off"] = f => f.GoodToken[..^20],
        ["no token at all"] = _ => "not.a.token",
        ["very long"] = f => f.GoodToken + new string('x', 20_000),
    };

    public static TheoryData<string> Names => [.. Tokens.Keys];

    [Fact]
    public async Task Token_ChangedInNothing_IsGood()
    {
        var forge = await ForgeAsync();
        Assert.All(await AskAllAsync(forge.Token(_ => { })), a => Assert.Equal(200, a.Status));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Token_WhenForged_IsRefusedByTheGatewayAndByEveryService(string name)
    {
        foreach (var answer in await AskAllAsync(Tokens[name](await ForgeAsync())))
        {
            Assert.Equal("/problems/Unauthenticated", answer.Expect(401).Problem.Type);
            Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<Forge> ForgeAsync() =>
        await Forge.OpenAsync(platform.Instance, await (await platform.AsAsync("operations")).Caller.AccessAsync());

    private async Task<List<Answer>> AskAllAsync(string token)
    {
        var answers = new List<Answer>();
        foreach (
            var (service, path) in new[] { ("organisations", "organisations"), ("stations", "stations"),
            ("points", "funds"), ("grievances", "cases") })
        {
            foreach (
                var door in new[] { platform.Instance.Gateway.ToString(),
                platform.Instance.State.Resource(service).Url! })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(door), $"/api/v1/{path}"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var response = await platform.Door.Http.SendAsync(request);
                answers.Add(await Answer.OfAsync(request, response));
            }
        }

        return answers;
    }

    /// <summary>
    /// The first character of the claims' last group differs: still base64, no longer what was signed.
    /// </summary>
    private static string Changed(Forge forge)
    {
        var parts = forge.GoodToken.Split('.');
        var at = parts[1].Length / 2;
        parts[1] = $"{parts[1][..at]}{(parts[1][at] == 'A' ? 'B' : 'A')}{parts[1][(at + 1)..]}";
        return string.Join('.', parts);
    }
}
