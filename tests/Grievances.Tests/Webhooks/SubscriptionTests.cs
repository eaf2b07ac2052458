using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>Who may subscribe to what, and what is shown of it.</summary>
public sealed class SubscriptionTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private static readonly Uri Hooks = new("/api/v1/webhooks", UriKind.Relative);
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Secret_IsShownOnce_AndSealedAtRest()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver, null, "case.closed", "case.dispatched");
        Assert.StartsWith("whsec_", hook.Secret, StringComparison.Ordinal);
        var secret = Convert.FromBase64String(hook.Secret["whsec_".Length..]);
        Assert.InRange(secret.Length, 24, 64);
        var stored = await fixture.ScalarAsync<byte[]>(
            $"select secret from webhook_subscriptions where id = '{hook.Id}'");
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret));
        Assert.Equal(
            0, await fixture.ScalarAsync<long>($"select count(*) from idempotency where body like '%{hook.Secret}%'"));
        var shown = await hook.GetAsync();
        Assert.DoesNotContain("ecret\":\"", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("Active", GrievancesFixture.Urban, "510104"),
            (shown.Text("state"), shown.GetProperty("unit").Id(), shown.Text("regionCode")));
        Assert.Equal(["case.closed", "case.dispatched"], shown.GetProperty("events").EnumerateArray()
            .Select(e => e.GetString()));
    }

    [Fact]
    public async Task SecondForTheSameAddress_IsRefused_AlsoAtTheSameMoment()
    {
        var agency = fixture.Agency();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            agency.PostAsJsonAsync(Hooks, new { url = _receiver.Url })));
        var made = Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var other in answers.Where(a => a != made))
        {
            await other.ProblemAsync(409, "AlreadySubscribed");
        }

        var id = (await made.ReadAsync(201)).GetProperty("webhook").Id();
        await using var hook = new Hook(agency, id, "");
        await using var second = await fixture.SubscribeAsync(await Receiver.StartAsync());
        await second.PutAsync(new { url = _receiver.Url }, 409);
    }

    [Fact]
    public async Task AnotherUnits_IsAbsentEverywhere()
    {
        await using var hook = await fixture.SubscribeAsync(_receiver);
        var sent = await hook.PostAsync("test", status: 202);
        var strangers = new[]
        {
            fixture.Agency(GrievancesFixture.Traffic), fixture.Agency(GrievancesFixture.Urban, "510105"),
            fixture.Handler(),
        };
        foreach (var stranger in strangers)
        {
            var theirs = hook with { Client = stranger };
            Assert.Equal(0, (await (await stranger.GetAsync(Hooks)).ReadAsync(200)).Number("total"));
            foreach (var path in (string[])["", "/deliveries"])
            {
                await (await stranger.GetAsync(new Uri(hook.Path + path, UriKind.Relative)))
                    .ProblemAsync(404, "NotFound");
            }

            foreach (var action in (string[])["enable", "secret", "test", $"deliveries/{sent.Id()}/replay"])
            {
                await theirs.PostAsync(action, status: 404);
            }

            await theirs.PostAsync("replay", new { since = fixture.Time.GetUtcNow() }, 404);
            await theirs.PutAsync(new { url = _receiver.Url }, 404);
            await theirs.DisposeAsync();
        }

        await hook.GetAsync();
        Assert.Equal(1, (await (await fixture.Administrator.GetAsync(Hooks)).ReadAsync(200)).Number("total"));
    }

    [Fact]
    public async Task Administrators_NameTheUnit_AndPersonsHaveNone()
    {
        var body = new { url = _receiver.Url, unitId = GrievancesFixture.Traffic };
        await (await fixture.Handler().PostAsJsonAsync(Hooks, body)).ProblemAsync(403, "Forbidden");
        await (await fixture.Dispatcher.PostAsJsonAsync(Hooks, body)).ProblemAsync(403, "Forbidden");
        await (await fixture.NewClient().PostAsJsonAsync(Hooks, body)).ProblemAsync(401, "Unauthenticated");
        await (await fixture.Agency().PostAsJsonAsync(Hooks, body)).ProblemAsync(400, "Invalid");
        await (await fixture.Administrator.PostAsJsonAsync(Hooks, new { url = _receiver.Url }))
            .ProblemAsync(400, "Invalid");
        var narrow = fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null));
        await (await narrow.PostAsJsonAsync(Hooks, body)).ProblemAsync(400, "Invalid");
        var made = await (await fixture.Administrator.PostAsJsonAsync(Hooks, body)).ReadAsync(201);
        await using var hook = new Hook(fixture.Administrator, made.GetProperty("webhook").Id(), "");
        Assert.Equal(GrievancesFixture.Traffic, (await hook.GetAsync()).GetProperty("unit").Id());
    }

    public static TheoryData<string> BadBodies => new()
    {
        "{}", """{"url":null}""", """{"url":"nonsense"}""", """{"url":"ftp://example.com/x"}""",
        """{"url":"http://example.com/hook"}""", """{"url":"https://user:pw@example.com/"}""",
        """{"url":"https://example.com/#x"}""", """{"url":"https://10.0.0.1/"}""", """{"url":"https://[fe80::1]/"}""",
        """{"url":"https://169.254.169.254/latest/meta-data"}""", """{"url":"https://0x7f.1:99999/"}""",
        """{"url":"https://0x0a000001/"}""", """{"url":"https://\u0000/"}""",
        """{"url":"https://8.8.8.8/","events":[]}""", """{"url":"https://8.8.8.8/","events":["Case.Closed"]}""",
        """{"url":"https://8.8.8.8/","events":[null]}""", """{"url":"https://8.8.8.8/","events":["rider.named"]}""",
        """{"url":"https://8.8.8.8/","unitId":"x"}""", """{"url":7}""", "[]", "x",
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task BadBodies_AreRefused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await (await fixture.Agency().PostAsync(Hooks, content)).ReadAsync(400);
        Assert.StartsWith("/problems/", answer.Text("type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AUnit_HasAtMostTwenty()
    {
        var agency = fixture.Agency(GrievancesFixture.Traffic);
        for (var i = 0; i < 20; i++)
        {
            await (await agency.PostAsJsonAsync(Hooks, new { url = $"https://8.8.8.8/{i}" })).ReadAsync(201);
        }

        await (await agency.PostAsJsonAsync(Hooks, new { url = "https://8.8.8.8/more" }))
            .ProblemAsync(409, "TooManyWebhooks");
        var page = await (await agency.GetAsync(new Uri("/api/v1/webhooks?size=5", UriKind.Relative))).ReadAsync(200);
        Assert.Equal((20, 5), (page.Number("total"), page.GetProperty("items").GetArrayLength()));
        foreach (
            JsonElement item in (await (await agency.GetAsync(new Uri("/api/v1/webhooks?size=50", UriKind.Relative)))
            .ReadAsync(200)).GetProperty("items").EnumerateArray())
        {
            await new Hook(agency, item.Id(), "").DisposeAsync();
        }
    }
}
