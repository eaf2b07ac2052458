using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Feeds;

/// <summary>The register as one GeoJSON file, and what all feeds share.</summary>
public sealed class GeoJsonTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    private const string File = "/api/v1/open/stations.geojson";

    [Fact]
    public async Task File_IsAFeatureCollectionOfAllActiveStations()
    {
        using var answer = await fixture.NewClient().GetAsync(new Uri(File, UriKind.Relative));
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        var file = await answer.BodyAsync(HttpStatusCode.OK);
        Assert.Equal("FeatureCollection", file.Text("type"));
        var features = Features(file);
        Assert.InRange(features.Count, 259, int.MaxValue);
        Assert.Equal(features.Count, features.Select(f => f.Id()).Distinct().Count());
        Assert.All(features, f =>
        {
            Assert.Equal(("Feature", "Point"), (f.Text("type"), (string?)f["geometry"]!["type"]));
            Assert.Equal(2, f["geometry"]!["coordinates"]!.AsArray().Count);
            Assert.InRange(Longitude(f), 73, 136);
            Assert.NotNull(OpeningHours.Parse(f["properties"]!.AsObject().Text("openingHours"), out _));
        });
    }

    [Fact]
    public async Task Box_AndOpen_ChooseAmongThem()
    {
        var all = Features(await Scenarios.GetAsync(fixture.NewClient(), File));
        var leshan = Features(await Scenarios.GetAsync(fixture.NewClient(), $"{File}?bbox=103.5,29.3,104.0,29.9"));
        Assert.Equal(22, leshan.Count);
        Assert.All(leshan, f => Assert.InRange(Longitude(f), 103.5, 104.0));
        Assert.All(leshan, f => Assert.StartsWith(
            "5111", f["properties"]!.AsObject().Text("regionCode"), StringComparison.Ordinal));

        // The half minute may turn over between the questions.
        await Eventually.ReturnsAsync(async () =>
        {
            var open = Features(await Scenarios.GetAsync(fixture.NewClient(), $"{File}?open=true"));
            var closed = Features(await Scenarios.GetAsync(fixture.NewClient(), $"{File}?open=false"));
            Assert.Equal(all.Count, open.Count + closed.Count);
            Assert.All(open, f => Assert.True(f["properties"]!["openNow"]!.GetValue<bool>()));
            Assert.NotEmpty(open);
            return true;
        });
    }

    [Theory]
    [InlineData("/gbfs/3.0/gbfs.json")]
    [InlineData("/gbfs/3.0/station_information.json")]
    [InlineData("/gbfs/3.0/station_status.json")]
    [InlineData(File)]
    [InlineData(File + "?bbox=103.5,29.3,104.0,29.9")]
    [InlineData("/hsds/3.0/services?page=2")]
    [InlineData("/hsds/3.0/organizations")]
    public async Task Feed_ThatIsKnown_IsNotSentAgain(string path)
    {
        // Unless a station opened or closed between the two.
        await Eventually.ReturnsAsync(async () =>
        {
            using var first = await fixture.NewClient().GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal("public, max-age=30", first.Headers.CacheControl?.ToString());
            using var again = await TaggedAsync(path, first.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            using var other = await TaggedAsync(path, "\"other\"");
            await other.BodyAsync(HttpStatusCode.OK);
            return true;
        });
    }

    [Theory]
    [InlineData(File + "?bbox=1,2,3", "Invalid", "bbox")]
    [InlineData(File + "?bbox=104,31,103,30", "Invalid", "bbox")]
    [InlineData(File + "?open=maybe", "Malformed", null)]
    [InlineData("/hsds/3.0/services?page=0", "Invalid", "page")]
    [InlineData("/hsds/3.0/services?per_page=501", "Invalid", "per_page")]
    [InlineData("/hsds/3.0/services?format=ndjson", "Invalid", "format")]
    [InlineData("/hsds/3.0/services?modified_after=noon", "Malformed", null)]
    [InlineData("/hsds/3.0/organizations?per_page=0", "Invalid", "per_page")]
    public async Task ABadQuestion_IsRefused(string path, string problem, string? field)
    {
        using var answer = await fixture.NewClient().GetAsync(new Uri(path, UriKind.Relative));
        var said = await answer.ProblemAsync(HttpStatusCode.BadRequest, problem);
        Assert.Equal(field, said["errors"]?.AsObject().Select(e => e.Key).Single());
    }

    private async Task<HttpResponseMessage> TaggedAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await fixture.NewClient().SendAsync(request);
    }

    private static double Longitude(JsonObject feature) => feature["geometry"]!["coordinates"]![0]!.GetValue<double>();

    private static List<JsonObject> Features(JsonObject file) =>
        [.. file["features"]!.AsArray().Select(f => f!.AsObject())];
}
