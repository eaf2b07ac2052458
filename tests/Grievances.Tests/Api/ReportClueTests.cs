using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

public sealed class ReportClueTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly object Clue =
        new { category = "road.manhole", text = "井盖缺失", longitude = 104.081, latitude = 30.657 };

    [Fact]
    public async Task Report_WithTheSameKeyAndContent_IsAnsweredAsTheFirstTime()
    {
        var rider = WithKey("k-1");
        var first = await rider.PostAsJsonAsync("/api/v1/clues", Clue);
        var id = (await first.ReadAsync(201)).Id();
        Assert.Equal($"/api/v1/cases/{id}", first.Headers.Location?.OriginalString);
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        var again = await rider.PostAsJsonAsync("/api/v1/clues", Clue);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(201, (int)again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task Report_WithTheSameKeyAndOtherContent_IsRefused()
    {
        var rider = WithKey("k-2");
        await (await rider.PostAsJsonAsync("/api/v1/clues", Clue)).ReadAsync(201);
        var other = new { category = "road.manhole", text = "另一处井盖", longitude = 104.081, latitude = 30.657 };
        await (await rider.PostAsJsonAsync("/api/v1/clues", other)).ProblemAsync(409, "IdempotencyKeyReused");
    }

    [Fact]
    public async Task Report_WithTheSameKeyAtOnce_IsOneCase()
    {
        var replica = await fixture.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            var client = WithKey("k-3");
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            return (await (await client.PostAsJsonAsync("/api/v1/clues", Clue)).ReadAsync(201)).GetRawText();
        }));
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from cases where idempotency_key = 'k-3'"));
        Assert.Equal(
            2, await fixture.ScalarAsync<long>(
            "select count(*) from case_events e join cases c on c.id = e.case_id where idempotency_key = 'k-3'"));
    }

    [Fact]
    public async Task Report_WithPhotosTwice_IsOneCaseWithItsPhotos()
    {
        var rider = WithKey("k-4");
        var first = await rider.PostAsync("/api/v1/clues", Form(Pictures.Jpeg, Pictures.Make("png", 300, 200)));
        Assert.Equal(2, (await first.ReadAsync(201)).Number("photos"));
        var again = await rider.PostAsync("/api/v1/clues", Form(Pictures.Jpeg, Pictures.Make("png", 300, 200)));
        await again.ProblemAsync(409, "IdempotencyKeyReused");
    }

    [Fact]
    public async Task Report_SameMultipartTwice_IsAnsweredAsTheFirstTime()
    {
        var rider = WithKey("k-5");
        var first = await rider.PostAsync("/api/v1/clues", Form(Pictures.Jpeg));
        await first.ReadAsync(201);
        var again = await rider.PostAsync("/api/v1/clues", Form(Pictures.Jpeg));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Report_WhereNobodyAnswers_WaitsForADispatcher()
    {
        var answer = await Report(new { category = "other", text = "其他", regionCode = "510105" });
        Assert.Equal(("Registered", 1, JsonValueKind.Null, "Named"),
            (answer.Text("status"), answer.Number("version"), answer.GetProperty("unit").ValueKind,
                answer.Text("locatedBy")));
    }

    [Fact]
    public async Task Report_FarFromEveryStreet_MustNameTheRegion()
    {
        var client = fixture.RiderClient;
        var refused =
            await client.PostAsJsonAsync(
            "/api/v1/clues", new { category = "other", text = "其他", longitude = 104.5, latitude = 30.2 });
        await refused.ProblemAsync(400, "RegionNeeded");
        var named =
            await Report(
            new { category = "other", text = "其他", longitude = 104.5, latitude = 30.2, regionCode = "510104022" });
        Assert.Equal(
            (GrievancesFixture.Committee, "510104022"), (named.GetProperty("unit").Id(), named.Text("regionCode")));
    }

    [Fact]
    public async Task Report_WithoutPosition_TakesThePhotosOwn()
    {
        using var form =
            new MultipartFormDataContent { { new StringContent("other"), "category" },
            { new StringContent("其他"), "text" } };
        Pictures.AddTo(form, Pictures.WithExif(Pictures.Jpeg, 30, 39, 104, 5));
        var answer = await (await fixture.RiderClient.PostAsync("/api/v1/clues", form)).ReadAsync(201);
        Assert.StartsWith("510104", answer.Text("regionCode"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ByAnyoneButARider_IsRefused()
    {
        await (await fixture.NewClient().PostAsJsonAsync("/api/v1/clues", Clue)).ProblemAsync(401, "Unauthenticated");
        await (await fixture.Dispatcher.PostAsJsonAsync("/api/v1/clues", Clue)).ProblemAsync(403, "NotARider");
    }

    /// <summary>The bench's reference must stay the same transaction: the script is run as it is.</summary>
    [Fact]
    public async Task PgbenchScript_RunsTheIntakesStatement()
    {
        await Pgbench.TryAsync(fixture.Database, IntakeSql.PgbenchScript(), clients: 2, transactions: 20);
        Assert.Equal(
            40, await fixture.ScalarAsync<long>("select count(*) from cases where text like '春熙路口%' and version = 2"));
        Assert.Equal(
            80, await fixture.ScalarAsync<long>(
            "select count(*) from case_events e join cases c on c.id = e.case_id where text like '春熙路口%'"));
    }

    private async Task<JsonElement> Report(object clue) =>
        await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues", clue)).ReadAsync(201);

    private HttpClient WithKey(string key)
    {
        var client = fixture.ClientFor(GrievancesFixture.Rider, new Grant(Roles.Rider, "5101", null));
        client.DefaultRequestHeaders.Add("Idempotency-Key", key);
        return client;
    }

    private static MultipartFormDataContent Form(params byte[][] photos)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("road.manhole"), "category" }, { new StringContent("井盖缺失"), "text" },
            { new StringContent("104.081"), "longitude" }, { new StringContent("30.657"), "latitude" },
        };
        Pictures.AddTo(form, photos);
        return form;
    }
}
