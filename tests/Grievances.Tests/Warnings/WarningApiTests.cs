using System.Net.Http.Headers;
using RiderPlatform.Grievances.Tests.Appeals;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Warnings;

[Collection(AppealsFixture.Name)]
public sealed class WarningApiTests(AppealsFixture fixture) : IAsyncLifetime
{
    /// <summary>Elsewhere, so that no appeal of another test meets it.</summary>
    private const string Leshan = """
        <area><areaDesc>乐山市市中区</areaDesc>
          <geocode><valueName>GB/T 2260</valueName><value>511102</value></geocode></area>
        """;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public Task InitializeAsync() => fixture.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task SameMessageTwice_IsOne_AndComesBackByteForByte()
    {
        var cap = CapDocuments.Alert("twice", Now, CapDocuments.Info(Now.AddHours(3), Leshan));
        var replica = await fixture.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var client = fixture.Weather;
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            return await fixture.WarnAsync(cap, client);
        }));
        Assert.Equal(1, answers.Count(a => (int)a.StatusCode == 201));
        Assert.Equal(7, answers.Count(a => (int)a.StatusCode == 200));
        var made = await answers[0].ReadAsync((int)answers[0].StatusCode);
        Assert.Equal(("Orange", true), (made.Text("level"), made.GetProperty("active").GetBoolean()));
        var rider = fixture.NewRider();
        rider.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/cap+xml"));
        var original = await rider.GetAsync(new Uri($"/api/v1/warnings/{made.Id()}", UriKind.Relative));
        Assert.Equal("application/cap+xml", original.Content.Headers.ContentType?.MediaType);
        Assert.Equal(cap, await original.Content.ReadAsByteArrayAsync());
        var other = CapDocuments.Alert("twice", Now, CapDocuments.Info(Now.AddHours(4), Leshan));
        await (await fixture.WarnAsync(other)).ProblemAsync(409, "WarningDiffers");
    }

    [Fact]
    public async Task Refusals_NameElementAndPlace()
    {
        var wrong = CapDocuments.Alert("wrong", Now, CapDocuments.Info(Now, Leshan, severity: "Bad"));
        var problem = await (await fixture.WarnAsync(wrong)).ProblemAsync(400, "InvalidCap");
        var error = problem.GetProperty("errors").GetProperty("alert/info[1]/severity")[0].GetString();
        Assert.Matches(@"^第 \d+ 行第 \d+ 列：.* Line \d+, column \d+: One of Extreme", error);
        await (await fixture.WarnAsync("<!DOCTYPE x><x/>"u8.ToArray())).ProblemAsync(400, "InvalidCap");
        await (await fixture.WarnAsync(new byte[(1024 * 1024) + 1])).ProblemAsync(413, "TooLarge");
        foreach (var who in (HttpClient[])[fixture.NewRider(), fixture.A, fixture.Dispatcher])
        {
            await (await fixture.WarnAsync(wrong, who)).ProblemAsync(403, "Forbidden");
        }

        using var json = new StringContent("{}", null, "application/json");
        await (await fixture.Weather.PostAsync(new Uri("/api/v1/warnings", UriKind.Relative), json))
            .ProblemAsync(415, "UnsupportedMediaType");
        await fixture.GetAsync(fixture.A, "warnings?active=maybe&at=x&region=abc", 400);
        await fixture.GetAsync(fixture.A, $"warnings/{Guid.CreateVersion7()}", 404);
    }

    [Fact]
    public async Task UpdateAndCancel_EndWhatTheyReferTo_InAnyOrder_AndATestNever()
    {
        var (first, second, third) = (Now.AddHours(-3), Now.AddHours(-2), Now.AddHours(-1));
        var info = CapDocuments.Info(Now.AddHours(5), Leshan);
        var alert = CapDocuments.Alert("chain-1", first, info);
        var update = CapDocuments.Alert(
            "chain-2", second, info, "Update", references: CapDocuments.Reference("chain-1", first));
        var cancel = CapDocuments.Alert(
            "chain-3", third, "", "Cancel", references: CapDocuments.Reference("chain-2", second));
        var test = CapDocuments.Alert(
            "chain-4", first, info, "Cancel", "Test", CapDocuments.Reference("chain-1", first));
        foreach (var late in (byte[][])[test, cancel, update, alert])
        {
            await (await fixture.WarnAsync(late)).ReadAsync(201);
        }

        Assert.Equal(["chain-1"], await ActiveAsync(first.AddMinutes(30)));
        Assert.Equal(["chain-2"], await ActiveAsync(second.AddMinutes(30)));
        Assert.Empty(await ActiveAsync(Now));
        var all = await fixture.GetAsync(fixture.A, "warnings?region=511102&size=100");
        var one = all.GetProperty("items").EnumerateArray().Single(w => w.Text("identifier") == "chain-1");
        Assert.Equal(second.ToUnixTimeSeconds(), one.GetProperty("endedAt").GetDateTimeOffset().ToUnixTimeSeconds());

        async Task<string[]> ActiveAsync(DateTimeOffset at)
        {
            var page = await fixture.GetAsync(
                fixture.NewRider(), $"warnings?active=true&region=51110&size=100&at={at.UtcDateTime:O}");
            return [.. page.GetProperty("items").EnumerateArray().Select(w => w.Text("identifier")!)
                .Where(i => i.StartsWith("chain", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task Client_OfTheWeatherService_MayIssue_WithTheRoleAlone()
    {
        var client = fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));
        var cap = CapDocuments.Alert("by-admin", Now, CapDocuments.Info(Now.AddHours(1), Leshan), status: "Exercise");
        var made = await (await fixture.WarnAsync(cap, client)).ReadAsync(201);
        Assert.False(made.GetProperty("active").GetBoolean());
    }
}
