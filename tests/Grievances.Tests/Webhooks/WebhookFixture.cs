using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.Grievances.Webhooks;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>The service with a clock that can be put forward, and with receivers that it may reach.</summary>
public sealed class WebhookFixture : GrievancesFixture
{
    public AdvancedTime Time { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("Webhooks:TimeoutSeconds", "5"), new("Webhooks:AllowLoopback", "true")];

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);

    /// <summary>A unit's own system; its token outlives every clock of a test.</summary>
    public HttpClient Agency(Guid? unit = null, string region = "510104") =>
        SystemOf(new Grant(Roles.Handler, region, unit ?? Urban));

    public HttpClient Administrator => Signed(new Grant(Roles.Administrator, "", null), system: false);

    public HttpClient SystemOf(Grant grant, Guid? subject = null) => Signed(grant, system: true, subject);

    public async Task<Hook> SubscribeAsync(Receiver receiver, HttpClient? agency = null, params string[] events)
    {
        var client = agency ?? Agency();
        var answer = await (await client.PostAsJsonAsync(
            "/api/v1/webhooks", new { url = receiver.Url, events = events.Length == 0 ? null : events }))
                .ReadAsync(201);
        return new Hook(client, answer.GetProperty("webhook").Id(), answer.Text("secret")!);
    }

    private HttpClient Signed(Grant grant, bool system, Guid? subject = null)
    {
        var claims = TokenIssuer.Claims(subject ?? Guid.CreateVersion7(), null, grant);
        if (system)
        {
            claims[Scope.SystemClaim] = Scope.SystemValue;
        }

        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Issue(
            new SecurityTokenDescriptor { Claims = claims, Expires = DateTime.UnixEpoch.AddYears(100) }));
        return client;
    }
}

/// <summary>The time of day put forward; timers run as ever.</summary>
public sealed class AdvancedTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}

/// <summary>A subscription of a test, gone with it.</summary>
public sealed record Hook(HttpClient Client, Guid Id, string Secret) : IAsyncDisposable
{
    public string Path => $"/api/v1/webhooks/{Id}";

    public async Task<JsonElement> GetAsync() => await (await Client.GetAsync(Uri(Path))).ReadAsync(200);

    public async Task<JsonElement> PostAsync(string action, object? body = null, int status = 200) =>
        await (await Client.PostAsJsonAsync($"{Path}/{action}", body ?? new { })).ReadAsync(status);

    public async Task<JsonElement> PutAsync(object body, int status = 200) =>
        await (await Client.PutAsJsonAsync(Path, body)).ReadAsync(status);

    public async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(string query = "size=200")
    {
        var page = await (await Client.GetAsync(Uri($"{Path}/deliveries?{query}"))).ReadAsync(200);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    /// <summary>The newest delivery of a case, once it is as wanted.</summary>
    public Task<JsonElement> DeliveryAsync(Guid? caseId, Func<JsonElement, bool> wanted) => Eventually.IsAsync(
        async () => (await DeliveriesAsync(caseId is { } id ? $"caseId={id}" : "size=1"))[0], wanted);

    /// <summary>Once an attempt of the delivery has failed, and that is written down.</summary>
    public Task<JsonElement> TriedAsync(Guid caseId, int version, int attempts) => Eventually.IsAsync(
        async () => (await DeliveriesAsync($"caseId={caseId}")).Single(d => d.Number("caseVersion") == version), d =>
            d.Number("attempts") == attempts && d.GetProperty("lastAttemptAt").ValueKind == JsonValueKind.String
            && d.GetProperty("nextAttemptAt").ValueKind == JsonValueKind.String
            && d.GetProperty("nextAttemptAt").GetDateTimeOffset() - d.GetProperty("lastAttemptAt").GetDateTimeOffset()
                != WebhookQueue.Lease);

    public async ValueTask DisposeAsync() => (await Client.DeleteAsync(Uri(Path))).Dispose();

    private static Uri Uri(string path) => new(path, UriKind.Relative);
}
