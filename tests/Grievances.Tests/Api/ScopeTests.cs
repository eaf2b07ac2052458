using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Another region's, unit's or rider's case is absent everywhere in the same way.</summary>
public sealed class ScopeTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    public static TheoryData<string> Strangers() =>
        ["dispatcher of Leshan", "handler of another unit", "handler of another region", "another rider", "keeper",
        "secretary"];

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Stranger_SeesNothingAndCanDoNothing(string who)
    {
        var id = (await ReportWithPhotoAsync()).Id();
        var photo = (await (await fixture.RiderClient.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200))
            .GetProperty("photos")[0].Id();
        var stranger = ClientOf(who);
        foreach (var path in (string[])["", "/timeline", $"/photos/{photo}"])
        {
            await (await stranger.GetAsync($"/api/v1/cases/{id}{path}")).ProblemAsync(404, "NotFound");
        }

        Assert.Equal(0, (await (await stranger.GetAsync("/api/v1/cases")).ReadAsync(200)).Number("total"));
        Assert.Equal(0, (await (await stranger.GetAsync("/api/v1/cases/count")).ReadAsync(200)).Number("total"));
        foreach (var action in (string[])["dispatch", "accept", "return", "callback", "close", "reopen", "resolve"])
        {
            var response =
                await stranger.PostAsJsonAsync(
                $"/api/v1/cases/{id}/{action}",
                new { version = 2, reason = "x", note = "x", solved = "Solved", satisfaction = "Satisfied",
                    outcome = "Withdrawn",
                unitId = GrievancesFixture.Urban });
            Assert.True((int)response.StatusCode is 403 or 404, $"{action}: {response.StatusCode}");
        }

        Assert.Equal(2, await fixture.ScalarAsync<int>($"select version from cases where id = '{id}'"));
    }

    [Fact]
    public async Task Reader_WithoutTheRole_IsForbidden()
    {
        var id = (await fixture.ReportAsync()).Id();
        await (await fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{id}/accept", new { version = 2 }))
            .ProblemAsync(403, "Forbidden");
        await (await fixture.RiderClient.PostAsJsonAsync(
            $"/api/v1/cases/{id}/close", new { version = 2, outcome = "Solved" })).ProblemAsync(403, "Forbidden");
    }

    [Fact]
    public async Task Reporter_IsHiddenFromHandlersAndLeaders()
    {
        var id = (await fixture.ReportAsync()).Id();
        var leader = fixture.ClientFor(null, new Grant(Roles.Leader, "51", null));
        var administrator = fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));
        foreach (var client in (HttpClient[])[fixture.Handler(), leader, administrator])
        {
            Assert.Equal(JsonValueKind.Null, (await CaseOf(client, id)).GetProperty("reporterId").ValueKind);
            Assert.DoesNotContain(
                GrievancesFixture.Rider.ToString(), await client.GetStringAsync($"/api/v1/cases/{id}/timeline"),
                StringComparison.Ordinal);
            Assert.DoesNotContain(
                GrievancesFixture.Rider.ToString(), await client.GetStringAsync("/api/v1/cases?size=200"),
                StringComparison.Ordinal);
        }

        Assert.Equal(GrievancesFixture.Rider, (await CaseOf(fixture.Dispatcher, id)).Id("reporterId"));
        Assert.True((await CaseOf(fixture.RiderClient, id)).GetProperty("mine").GetBoolean());
    }

    [Fact]
    public async Task List_HasTheImmediateLaneFirst_AndFilters()
    {
        var rider = Guid.CreateVersion7();
        var client = fixture.ClientFor(rider, new Grant(Roles.Rider, "5101", null));
        var major = (await fixture.ReportAsync(client, "road.manhole")).Id();
        var minor = (await fixture.ReportAsync(client, "environment.rubbish")).Id();
        var later = (await fixture.ReportAsync(client, "facility.lamp")).Id();
        Assert.Equal([major, later, minor], await IdsOf(client, ""));
        Assert.Equal([later], await IdsOf(client, "?size=1&page=2"));
        Assert.Equal([major], await IdsOf(client, "?category=road"));
        Assert.Equal([later, minor], await IdsOf(client, $"?unit={GrievancesFixture.Committee}"));
        Assert.Equal([], await IdsOf(client, "?status=Closed"));
        Assert.Equal([], await IdsOf(client, "?region=5111"));
        var count = await (await client.GetAsync("/api/v1/cases/count?region=510104")).ReadAsync(200);
        Assert.Equal((3, 3), (count.Number("total"), count.GetProperty("byStatus").Number("Dispatched")));
    }

    [Fact]
    public async Task Photo_IsServedPrivately_WithoutMetadata()
    {
        var id = (await ReportWithPhotoAsync()).Id();
        var photo = (await (await fixture.Handler().GetAsync($"/api/v1/cases/{id}")).ReadAsync(200))
            .GetProperty("photos")[0];
        // The EXIF said that it lies on its side: the pixels are turned, the segment is gone.
        Assert.Equal((480, 640, "Report"), (photo.Number("width"), photo.Number("height"), photo.Text("purpose")));
        foreach (var size in (string[])["", "?size=thumbnail"])
        {
            var response = await fixture.Handler().GetAsync(photo.Text("href") + size);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
            Assert.True(response.Headers.CacheControl?.Private);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("jpeg", Grievances.Domain.ImageFile.TypeOf(bytes));
            Assert.True(bytes.AsSpan().IndexOf("Exif"u8) < 0);
        }
    }

    private HttpClient ClientOf(string who) => who switch
    {
        "dispatcher of Leshan" => fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null)),
        "handler of another unit" =>
            fixture.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic)),
        "handler of another region" =>
            fixture.ClientFor(null, new Grant(Roles.Handler, "510107", GrievancesFixture.Urban)),
        "another rider" => fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null)),
        "keeper" => fixture.ClientFor(null, new Grant(Roles.Keeper, "510104", GrievancesFixture.Urban)),
        _ => fixture.ClientFor(null, new Grant(Roles.Secretary, "5101", null)),
    };

    private async Task<JsonElement> ReportWithPhotoAsync()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("road.manhole"), "category" }, { new StringContent("井盖缺失"), "text" },
                { new StringContent("510104022"), "regionCode" },
        };
        Pictures.AddTo(form, Pictures.WithExif(Pictures.Jpeg, 30, 39, 104, 5));
        return await (await fixture.RiderClient.PostAsync("/api/v1/clues", form)).ReadAsync(201);
    }

    private static async Task<JsonElement> CaseOf(HttpClient client, Guid id) =>
        (await (await client.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200)).GetProperty("case");

    private static async Task<List<Guid>> IdsOf(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/api/v1/cases{query}")).ReadAsync(200)).GetProperty("items")
            .EnumerateArray().Select(c => c.Id())];
}
