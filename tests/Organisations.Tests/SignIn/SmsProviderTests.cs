using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Harness;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.PhoneCodes;

namespace RiderPlatform.Organisations.Tests.SignIn;

/// <summary>The service with a provider of texts, which goes before the demo's mailbox.</summary>
public sealed class SmsFixture : OrganisationsFixture, IAsyncLifetime
{
    public static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    internal SmsListener Listener { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        .. base.Settings, new("Identity:Keys", ""), new("Sms:Url", Listener.Url),
        new("Sms:Secret", $"whsec_{Convert.ToBase64String(Secret)}"),
    ];

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Listener.DisposeAsync();
    }
}

public sealed partial class SmsProviderTests(SmsFixture fixture) : IClassFixture<SmsFixture>, IAsyncLifetime
{
    private SmsListener Listener => fixture.Listener;

    public Task InitializeAsync()
    {
        Listener.Answer = _ => Task.FromResult(Results.NoContent());
        Listener.Received.Clear();
        return fixture.WithAsync<OrganisationsDb, int>(db => db.OutgoingTexts.ExecuteDeleteAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task AText_IsPostedOnce_SignedAsStandardWebhooksSays_AndForgotten()
    {
        using var browser = new Browser(fixture.Address);
        var html = await browser.OpenFormAsync(("way", "phone"));
        await browser.AskAsync(html, "13800000001");
        await browser.AskAsync(html, "13912345678");
        var request = await Eventually.ReturnsAsync(() => Task.FromResult(Listener.Received.Single()));
        var body = JsonNode.Parse(request.Body)!.AsObject();
        Assert.Equal(["id", "phone", "text"], body.Select(p => p.Key).Order());
        Assert.Equal("13800000001", (string)body["phone"]!);
        var text = (string)body["text"]!;
        Assert.InRange(text.Length, 20, 70);
        Assert.Contains("验证码", request.Body, StringComparison.Ordinal);

        var (id, stamp) = (request.Headers["webhook-id"], request.Headers["webhook-timestamp"]);
        Assert.Equal(id, (string)body["id"]!);
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - long.Parse(stamp, CultureInfo.InvariantCulture);
        Assert.InRange(age, -1, 30);
        var signed = HMACSHA256.HashData(SmsFixture.Secret, Encoding.UTF8.GetBytes($"{id}.{stamp}.{request.Body}"));
        Assert.Equal($"v1,{Convert.ToBase64String(signed)}", request.Headers["webhook-signature"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);

        await Eventually.IsAsync(WaitingAsync, n => n == 0);
        Assert.Single(Listener.Received);
        var answer = await browser.TryCodeAsync(html, "13800000001", Digits().Match(text).Value);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty((await fixture.NewClient().ReadAsync("/api/v1/mailbox"))["items"]!.AsArray());
    }

    [Fact]
    public async Task AProviderThatIsSlow_KeepsNobodyWaiting()
    {
        var hung = new TaskCompletionSource<IResult>();
        Listener.Answer = n => n == 1 ? hung.Task : Task.FromResult(Results.Ok());
        using var browser = new Browser(fixture.Address);
        var html = await browser.OpenFormAsync(("way", "phone"));
        Assert.Equal(HttpStatusCode.OK, (await browser.AskAsync(html, "13800000002")).StatusCode);
        await Eventually.IsAsync(() => Task.FromResult(Listener.Received.Count), n => n == 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.AskAsync(html, "13800000003")).StatusCode);
        await Eventually.IsAsync(() => Task.FromResult(Listener.Received.Count), n => n >= 2);
        hung.SetResult(Results.Ok());
        await Eventually.IsAsync(WaitingAsync, n => n == 0);
    }

    [Theory]
    [InlineData(4, 500)]
    [InlineData(5, 302)]
    [InlineData(6, 400)]
    public async Task ATextThatIsNotTaken_ComesAgainWithTheSameId_UntilItsCodeIsOver(int rider, int status)
    {
        Listener.Answer = n => Task.FromResult(n < 3 ? Results.StatusCode(status) : Results.Accepted());
        using var browser = new Browser(fixture.Address);
        await browser.AskAsync(await browser.OpenFormAsync(("way", "phone")), $"138{rider:D8}");
        for (var i = 1; i < 3; i++)
        {
            await Eventually.IsAsync(() => Task.FromResult(Listener.Received.Count), n => n == i);
            var row = await Eventually.IsAsync(RowAsync, r => r?.Attempts == i);
            // Ten seconds after the first attempt, twenty after the second: longer than the provider may take.
            Assert.True(row!.NextAt - TimeProvider.System.GetUtcNow() > TimeSpan.FromSeconds(5 * i));
            await DueAsync();
        }

        await Eventually.IsAsync(WaitingAsync, n => n == 0);
        Assert.Equal(3, Listener.Received.Count);
        Assert.Single(Listener.Received.Select(r => r.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task ATextWhoseCodeIsOver_IsNotSent()
    {
        Listener.Answer = _ => Task.FromResult(Results.StatusCode(503));
        using var browser = new Browser(fixture.Address);
        var html = await browser.OpenFormAsync(("way", "phone"));
        await browser.AskAsync(html, "13800000007");
        await Eventually.IsAsync(RowAsync, r => r?.Attempts == 1);
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update outgoing_text set expires_at = now(), next_at = now() - interval '1 minute'"));
        await browser.AskAsync(html, "13800000008");
        await Eventually.IsAsync(() => Task.FromResult(Listener.Received.Count), n => n == 2);
        Assert.Contains("13800000008", Listener.Received.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoReplicas_SendATextOnce()
    {
        await fixture.StartReplicaAsync();
        using var browser = new Browser(fixture.Address);
        var html = await browser.OpenFormAsync(("way", "phone"));
        await Task.WhenAll(Enumerable.Range(9, 10).Select(n => browser.AskAsync(html, $"138{n:D8}")));
        await Eventually.IsAsync(() => Task.FromResult(Listener.Received.Count), n => n >= 10);
        await Eventually.IsAsync(WaitingAsync, n => n == 0);
        Assert.Equal(10, Listener.Received.Count);
        Assert.Equal(10, Listener.Received.Select(r => r.Headers["webhook-id"]).Distinct().Count());
    }

    [Theory]
    [InlineData("http://sms.test/", "")]
    [InlineData("http://sms.test/", "whsec_dG9vLXNob3J0")]
    [InlineData("http://sms.test/", "whsec_not base64, and long enough otherwise")]
    [InlineData("ftp://sms.test/", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")]
    [InlineData("/texts", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")]
    public async Task AProviderThatIsConfiguredWrongly_StopsTheStart(string url, string secret) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.StartReplicaAsync(
            new KeyValuePair<string, string>("Sms:Url", url), new KeyValuePair<string, string>("Sms:Secret", secret)));

    /// <summary>Texts on their way that somebody is to get.</summary>
    private Task<int> WaitingAsync() => fixture.WithAsync<OrganisationsDb, int>(db =>
        db.OutgoingTexts.CountAsync(t => t.ExpiresAt > TimeProvider.System.GetUtcNow()));

    private Task<OutgoingText?> RowAsync() => fixture.WithAsync<OrganisationsDb, OutgoingText?>(
        db => db.OutgoingTexts.AsNoTracking().FirstOrDefaultAsync());

    private Task<int> DueAsync() => fixture.WithAsync<OrganisationsDb, int>(
        db => db.Database.ExecuteSqlAsync($"update outgoing_text set next_at = now()"));

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();
}
