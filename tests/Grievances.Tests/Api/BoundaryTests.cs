using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

public sealed class BoundaryTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private HttpClient Administrator => fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));

    [Fact]
    public async Task Import_ChangesRouting_OnEveryReplica()
    {
        var replica = await fixture.StartReplicaAsync();
        // North of everything: no demo cell is there.
        var answer =
            await ImportAsync(
            Square("510104017", 104.30), Square("510104022001", 104.31), Square("510104017", 104.40),
            Square("999999", 104.30), Bowtie("510104"));
        Assert.Equal(2, answer.Number("imported"));
        Assert.Equal(["DuplicateCode", "UnknownRegion", "SelfIntersection"], answer.GetProperty("refused")
            .EnumerateArray().Select(r => r.Text("reason")));
        Assert.Empty(answer.GetProperty("overlaps").EnumerateArray());
        foreach (var address in (Uri[])[fixture.Address, replica.Address])
        {
            var rider = fixture.RiderClient;
            rider.BaseAddress = address;
            var clue = await Eventually.ReturnsAsync(() => fixture.ReportAsync(rider, "other", 104.305, 31.005));
            Assert.Equal(("510104017", "Boundary"), (clue.Text("regionCode"), clue.Text("locatedBy")));
            var edge = await fixture.ReportAsync(rider, "other", 104.3099, 31.005);
            Assert.Equal(["510104017", "510104022001"], edge.GetProperty("regionCandidates").EnumerateArray()
                .Select(c => c.GetString()));
        }
    }

    [Fact]
    public async Task Import_TellsOverlaps_AndTheSameFileTwiceChangesNothing()
    {
        var features = new[] { Square("510104017", 104.50), Square("510104022", 104.505) };
        var first = await ImportAsync(features);
        var overlap = Assert.Single(first.GetProperty("overlaps").EnumerateArray());
        Assert.Equal(("510104017", "510104022"), (overlap.Text("first"), overlap.Text("second")));
        Assert.InRange(overlap.Number("areaSquareMetres"), 500_000, 560_000);
        var before = await fixture.ScalarAsync<long>("select count(*) from boundaries");
        await ImportAsync(features);
        Assert.Equal(before, await fixture.ScalarAsync<long>("select count(*) from boundaries"));
        var list = await (await Administrator.GetAsync("/api/v1/boundaries?region=510104022&size=200")).ReadAsync(200);
        Assert.Contains(list.GetProperty("items").EnumerateArray(), b => !b.GetProperty("demo").GetBoolean());
    }

    [Fact]
    public async Task Import_ForALaterDay_IsNotInForceYet()
    {
        await ImportAtAsync("?validFrom=2099-01-01", Square("510104017", 105.00));
        var refused =
            await fixture.RiderClient.PostAsJsonAsync(
            "/api/v1/clues", new { category = "other", text = "x", longitude = 105.005, latitude = 31.005 });
        await refused.ProblemAsync(400, "RegionNeeded");
    }

    [Theory]
    [InlineData("{}", "Invalid")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "NoUsableBoundary")]
    [InlineData("""{"type":"FeatureCollection","features":[7,null,{}]}""", "NoUsableBoundary")]
    [InlineData("{", "Malformed")]
    public async Task Import_OfNonsense_IsRefused(string json, string problem) =>
        await (await PostAsync("", json)).ProblemAsync(400, problem);

    [Fact]
    public async Task Import_OfANestingBomb_IsRefused() =>
        await (await PostAsync("", "{\"features\":" + new string('[', 5000))).ProblemAsync(400, "Malformed");

    [Fact]
    public async Task Import_BeyondTheLimit_IsRefused() =>
        await (await PostAsync("", new string(' ', 51 << 20))).ProblemAsync(413, "TooLarge");

    [Fact]
    public async Task Import_ByOthers_IsForbidden() =>
        await (await fixture.Dispatcher.PostAsync(
            "/api/v1/boundaries", new StringContent("{}", Encoding.UTF8, "application/json")))
            .ProblemAsync(403, "Forbidden");

    private Task<JsonElement> ImportAsync(params string[] features) => ImportAtAsync("", features);

    private async Task<JsonElement> ImportAtAsync(string query, params string[] features) =>
        await (await PostAsync(query, Collection(features))).ReadAsync(200);

    private static string Collection(string[] features) =>
        $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', features)}]}}";

    /// <summary>Asks before it sends a body, so that an early refusal is read and not lost in a broken pipe.</summary>
    private Task<HttpResponseMessage> PostAsync(string query, string json)
    {
        var client = Administrator;
        client.DefaultRequestHeaders.ExpectContinue = true;
        return client.PostAsync(
            $"/api/v1/boundaries{query}", new StringContent(json, Encoding.UTF8, "application/geo+json"));
    }

    private static string Square(string code, double west) =>
        Polygon(code,
        $"[{west:F3},31],[{west + 0.01:F3},31],[{west + 0.01:F3},31.01],[{west:F3},31.01],[{west:F3},31]");

    private static string Bowtie(string code) =>
        Polygon(code, "[104,31],[104.01,31.01],[104.01,31],[104,31.01],[104,31]");

    private static string Polygon(string code, string ring) =>
        $$"""
        {"type":"Feature","properties":{"code":"{{code}}"},
         "geometry":{"type":"Polygon","coordinates":[[{{ring}}]] } }
        """;
}
