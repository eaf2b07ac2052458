using System.Net;
using RiderPlatform.Gateway.Tests.Hosting;

namespace RiderPlatform.Gateway.Tests.Limits;

/// <summary>
/// The numbers are small, and a token comes back after three hours, so that the outcome does not hang on the machine's
/// speed. Counted is what the limit lets through, whatever becomes of it behind: a service that a loaded machine keeps
/// from answering in time is 503, and no refusal of the limit.
/// </summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private static readonly Uri Cases = new("/api/v1/cases", UriKind.Relative);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(10_000);
    private static readonly Uri Categories = new("/api/v1/categories", UriKind.Relative);
    private GatewayHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayHost.StartAsync(
        ("RateLimits:Enabled", "true"),
        ("RateLimits:Policies:token:PerSecond", "0.0001"), ("RateLimits:Policies:token:Burst", "5"),
        ("RateLimits:Policies:anonymous:PerSecond", "0.0001"), ("RateLimits:Policies:anonymous:Burst", "4"),
        ("RateLimits:Policies:signIn:PerSecond", "0.0001"), ("RateLimits:Policies:signIn:Burst", "2"));

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task TooMany_IsToldWhenToComeBackAndOthersAreNotHeldUp()
    {
        using var busy = _gateway.NewSignedInClient();
        using var other = _gateway.NewSignedInClient();
        Assert.Equal(5, await AdmittedAsync(() => busy.GetAsync(Cases), 8));
        var answer = await busy.GetAsync(Cases);
        await answer.IsProblemAsync(HttpStatusCode.TooManyRequests, "TooManyRequests");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), Refill);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Cases)).StatusCode);
    }

    [Fact]
    public async Task AnotherTokenOfTheSameSubject_IsTheSameClient()
    {
        var subject = Guid.CreateVersion7();
        using var first = _gateway.NewSignedInClient(subject);
        using var second = _gateway.NewSignedInClient(subject);
        Assert.Equal(3, await AdmittedAsync(() => first.GetAsync(Cases), 3));
        Assert.Equal(2, await AdmittedAsync(() => second.GetAsync(Cases), 5));
    }

    [Fact]
    public async Task Anonymous_CountsByAddressAlsoWhenGuessingTokens()
    {
        using var client = _gateway.NewClient();
        using var guessing = _gateway.NewClient("guess");
        Assert.Equal(2, await AdmittedAsync(() => client.GetAsync(Categories), 2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await guessing.GetAsync(Cases)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guessing.GetAsync(Cases)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guessing.GetAsync(Cases)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync(Categories)).StatusCode);
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/oauth/token")]
    [InlineData("/api/v1/accounts/bootstrap")]
    public async Task SignIn_HasItsOwnStricterLimit(string path)
    {
        using var client = _gateway.NewClient();
        var target = new Uri(path, UriKind.Relative);
        Assert.Equal(2, await AdmittedAsync(() => client.PostAsync(target, new StringContent("a=b")), 4));
        await (await client.PostAsync(target, null)).IsProblemAsync(HttpStatusCode.TooManyRequests, "TooManyRequests");
    }

    [Fact]
    public async Task ForwardedForFromOutside_BuysNoNewAllowance()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var client = _gateway.NewClient();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            answers.Add((await client.GetAsync(Categories)).StatusCode);
        }

        Assert.Equal(4, answers.Count(a => a != HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task OwnHealth_IsNotLimited()
    {
        using var client = _gateway.NewClient();
        Assert.Equal(30, await AdmittedAsync(() => client.GetAsync(new Uri("/alive", UriKind.Relative)), 30));
    }

    private static async Task<int> AdmittedAsync(Func<Task<HttpResponseMessage>> send, int times)
    {
        var admitted = 0;
        for (var i = 0; i < times; i++)
        {
            admitted += (await send()).StatusCode == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        return admitted;
    }
}
