using System.Net;

namespace RiderPlatform.Organisations.Tests.SignIn;

/// <summary>Whoever reads the mailbox reads everybody's codes: a city has no such address.</summary>
public sealed class MailboxTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private static readonly Uri Mailbox = new("/api/v1/mailbox", UriKind.Relative);

    [Fact]
    public async Task Mailbox_IsThereInADemo_AndNowhereElse()
    {
        var city = await fixture.StartReplicaAsync(new KeyValuePair<string, string>("Demo:Enabled", "false"));
        using var atDemo = fixture.NewClient();
        using var atCity = new HttpClient { BaseAddress = city.Address };
        Assert.Equal(HttpStatusCode.OK, (await atDemo.GetAsync(Mailbox)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await atCity.GetAsync(Mailbox)).StatusCode);
    }
}
