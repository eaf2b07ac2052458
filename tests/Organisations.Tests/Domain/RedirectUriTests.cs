using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class RedirectUriTests
{
    private static readonly string[] Registered =
        ["http://127.0.0.1:*/callback", "http://localhost:*/callback", "https://riders.example/callback?tenant=1"];

    [Theory]
    [InlineData("http://127.0.0.1:49152/callback", true)]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://localhost:1/callback", true)]
    [InlineData("https://riders.example/callback?tenant=1", true)]
    [InlineData("https://riders.example/callback?tenant=2", false)]
    [InlineData("https://riders.example/callback", false)]
    [InlineData("https://riders.example:8443/callback?tenant=1", false)]
    [InlineData("https://127.0.0.1:49152/callback", false)]
    [InlineData("http://127.0.0.1:49152/callback/", false)]
    [InlineData("http://127.0.0.1:49152/callback?x=1", false)]
    [InlineData("http://127.0.0.1:49152/callback#x", false)]
    [InlineData("http://127.0.0.1:0/callback", false)]
    [InlineData("http://127.0.0.1:65536/callback", false)]
    [InlineData("http://127.0.0.1:/callback", false)]
    [InlineData("http://127.0.0.1:80@evil.example/callback", false)]
    [InlineData("http://127.0.0.1.evil.example/callback", false)]
    [InlineData("http://127.0.0.1evil/callback", false)]
    [InlineData("http://localhost.evil.example:80/callback", false)]
    [InlineData("HTTP://127.0.0.1:80/callback", false)]
    [InlineData("http://127.0.0.1:80\\@evil.example/callback", false)]
    public void Matches_ExactlyButForALoopbackPort(string given, bool expected) =>
        Assert.Equal(expected, RedirectUris.Matches(Registered, given));

    [Theory]
    [InlineData("https://riders.example/callback", true)]
    [InlineData("http://127.0.0.1:*/callback", true)]
    [InlineData("http://[::1]:*/callback", true)]
    [InlineData("http://localhost:5000/callback", true)]
    [InlineData("http://riders.example/callback", false)]
    [InlineData("https://riders.example/callback#x", false)]
    [InlineData("https://user@riders.example/callback", false)]
    [InlineData("https://*.example/callback", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/callback", false)]
    public void IsAcceptable_HttpsOrLoopback(string registered, bool expected) =>
        Assert.Equal(expected, RedirectUris.IsAcceptable(registered));
}
