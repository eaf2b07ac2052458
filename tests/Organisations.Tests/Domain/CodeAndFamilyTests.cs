using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class CodeAndFamilyTests
{
    // RFC 7636, appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const string Callback = "http://127.0.0.1:5000/callback";
    private static readonly Guid Client = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void Pkce_KnowsTheExampleOfItsSpecification()
    {
        Assert.True(Pkce.IsChallenge(Challenge));
        Assert.True(Pkce.Verifies(Verifier, Challenge));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tooshort")]
    [InlineData(Challenge)]
    [InlineData(Verifier + "x")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX ")]
    public void Pkce_RefusesAnotherVerifier(string? verifier) => Assert.False(Pkce.Verifies(verifier, Challenge));

    [Fact]
    public void Redeem_Once_ThenItIsUsed()
    {
        var code = NewCode();
        Assert.Equal(CodeOutcome.Redeemed, code.Redeem(Client, Callback, Verifier, Now));
        Assert.Equal(CodeOutcome.AlreadyUsed, code.Redeem(Client, Callback, Verifier, Now));
    }

    [Theory]
    [InlineData(59, CodeOutcome.Redeemed)]
    [InlineData(60, CodeOutcome.Expired)]
    public void Redeem_WithinAMinute(int seconds, CodeOutcome expected) =>
        Assert.Equal(expected, NewCode().Redeem(Client, Callback, Verifier, Now.AddSeconds(seconds)));

    [Fact]
    public void Redeem_ByAnotherClientAddressOrVerifier_IsRefusedAndUsesItUp()
    {
        Assert.Equal(CodeOutcome.NotYours, NewCode().Redeem(Guid.CreateVersion7(), Callback, Verifier, Now));
        Assert.Equal(CodeOutcome.NotYours, NewCode().Redeem(Client, Callback + "2", Verifier, Now));
        var code = NewCode();
        Assert.Equal(CodeOutcome.NotYours, code.Redeem(Client, Callback, new string('a', 43), Now));
        Assert.Equal(CodeOutcome.AlreadyUsed, code.Redeem(Client, Callback, Verifier, Now));
    }

    [Fact]
    public void Refresh_OnceEach_AndAReuseRevokesTheFamily()
    {
        var (family, token) = NewFamily();
        Assert.Equal(RefreshOutcome.Rotated, family.Refresh(token, Client, Now));
        Assert.Equal(RefreshOutcome.Reused, family.Refresh(token, Client, Now));
        var next = new RefreshToken { Hash = [2], FamilyId = family.Id, CreatedAt = Now };
        Assert.Equal(RefreshOutcome.Revoked, family.Refresh(next, Client, Now));
    }

    [Fact]
    public void Refresh_ByAnotherClient_IsRefusedAndRevokesNothing()
    {
        var (family, token) = NewFamily();
        Assert.Equal(RefreshOutcome.NotYours, family.Refresh(token, Guid.CreateVersion7(), Now));
        Assert.Equal(RefreshOutcome.Rotated, family.Refresh(token, Client, Now));
    }

    [Theory]
    [InlineData(13, 0, RefreshOutcome.Rotated)]
    [InlineData(14, 0, RefreshOutcome.Expired)]
    [InlineData(30, 29, RefreshOutcome.Expired)]
    public void Refresh_WithinTheTokensAndTheFamilysLife(int day, int tokenDay, RefreshOutcome expected)
    {
        var (family, _) = NewFamily();
        var token = new RefreshToken { Hash = [2], FamilyId = family.Id, CreatedAt = Now.AddDays(tokenDay) };
        Assert.Equal(expected, family.Refresh(token, Client, Now.AddDays(day)));
    }

    private static AuthorizationCode NewCode() => new()
    {
        Hash = [1],
        ClientId = Client,
        AccountId = Guid.CreateVersion7(),
        RedirectUri = Callback,
        Challenge = Challenge,
        ScopeText = "api",
        FamilyId = Guid.CreateVersion7(),
        CreatedAt = Now,
    };

    private static (TokenFamily, RefreshToken) NewFamily()
    {
        var family = new TokenFamily
        {
            Id = Guid.CreateVersion7(), ClientId = Client, AccountId = Guid.CreateVersion7(),
            ScopeText = "api", SignedInAt = Now,
        };
        return (family, new RefreshToken { Hash = [1], FamilyId = family.Id, CreatedAt = Now });
    }
}
