using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class RegisterStationTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    private const string Path = "/api/v1/stations";

    [Fact]
    public async Task Register_Answers201_AndAnyoneCanReadIt()
    {
        using var created = await fixture.Secretary.PostAsJsonAsync(Path, Scenarios.Request());
        var station = await created.BodyAsync(HttpStatusCode.Created);
        Assert.Equal($"{Path}/{station.Id()}", created.Headers.Location?.ToString());
        var read = await Scenarios.GetAsync(fixture.NewClient(), $"{Path}/{station.Id()}");
        Assert.Equal(station.ToJsonString(), read.ToJsonString());
        Assert.Equal(
            ("Active", 1L, "锦官驿党建指导站"),
            (read.Text("status"), read.Version(), read["organisation"]!.AsObject().Text("name")));
        Assert.True(read["openNow"]!.GetValue<bool>());
        Assert.Null(read["closesAt"]);
        Assert.Equal(6, read["services"]!.AsArray().Count);
        Assert.Equal("休息 Rest", read["services"]![0]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("gcj02")]
    [InlineData("bd09")]
    public async Task Register_InAnotherCrs_IsStoredInWgs84_AndGivenBackInAny(string crs)
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary, r => r["crs"] = crs);
        Assert.NotEqual(104.0853, station["longitude"]!.GetValue<double>(), 0.001);
        var back = await Scenarios.GetAsync(fixture.NewClient(), $"{Path}/{station.Id()}?crs={crs}");
        Assert.Equal(104.0853, back["longitude"]!.GetValue<double>(), 1e-8);
        Assert.Equal(30.6449, back["latitude"]!.GetValue<double>(), 1e-8);
        Assert.Equal(crs, back.Text("crs"));
    }

    [Theory]
    [InlineData("name", "\"x\"", "name")]
    [InlineData("name", "null", "name")]
    [InlineData("name", "\"a\\u0000b\"", "name")]
    [InlineData("kind", "null", "kind")]
    [InlineData("organisationId", "null", "organisationId")]
    [InlineData("organisationId", "\"0197a000-0000-7000-8000-00000000dead\"", "organisationId")]
    [InlineData("organisationId", "\"0197a000-0000-7000-8000-000000000003\"", "organisationId")]
    [InlineData("coBuilders", "[\"0197a000-0000-7000-8000-00000000dead\"]", "coBuilders")]
    [InlineData("coBuilders", "[\"0197a000-0000-7000-8000-000000000001\"]", "coBuilders")]
    [InlineData("regionCode", "\"5101\"", "regionCode")]
    [InlineData("regionCode", "\"510104999\"", "regionCode")]
    [InlineData("regionCode", "\"51010401７\"", "regionCode")]
    [InlineData("address", "\"\"", "address")]
    [InlineData("longitude", "30.65", "longitude")]
    [InlineData("longitude", "1e400", "longitude")]
    [InlineData("latitude", "null", "longitude")]
    [InlineData("latitude", "91", "longitude")]
    [InlineData("crs", "\"epsg4326\"", "crs")]
    [InlineData("openingHours", "\"Mo-Fr 8-18\"", "openingHours")]
    [InlineData("openingHours", "null", "openingHours")]
    [InlineData("services", "[]", "services")]
    [InlineData("services", "null", "services")]
    [InlineData("services", "[null]", "services")]
    public async Task Register_WithAnInvalidField_IsRefused_NamingTheField(string field, string json, string named)
    {
        var request = Scenarios.Request().ToJsonString();
        var text = Scenarios.Request(r => r.Remove(field)).ToJsonString().TrimEnd('}') + $", \"{field}\": {json}}}";
        Assert.NotEqual(request, text);
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await fixture.Secretary.PostAsync(new Uri(Path, UriKind.Relative), content);
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.Contains(problem["errors"]!.AsObject(), e => e.Key == named);
    }

    [Theory]
    [InlineData("rest", "priceFen", "100", "services[0].priceFen")]
    [InlineData("rest", "available", "null", "services[0].available")]
    [InlineData("rest", "code", "\"Bett ❤\"", "services[0].code")]
    public async Task Register_WithAnInvalidService_NamesIt(string code, string field, string json, string named)
    {
        using var answer = await fixture.Secretary.PostAsJsonAsync(Path, Scenarios.Request(r =>
        {
            var service = r["services"]!.AsArray().Single(s => s!["code"]!.GetValue<string>() == code)!;
            service[field] = JsonNode.Parse(json);
        }));
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.Contains(problem["errors"]!.AsObject(), e => e.Key == named);
    }

    [Fact]
    public async Task Register_WithUnreadableHours_PointsToThePlace()
    {
        using var answer =
            await fixture.Secretary.PostAsJsonAsync(
            Path, Scenarios.Request(r => r["openingHours"] = "Mo-Fr 8:00-18:00"));
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.Contains(
            "Mo-Fr ⟨?⟩8:00-18:00", problem["errors"]!["openingHours"]![0]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData("{\"kind\": \"Palace\"}", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData("{\"kind\": 1}", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData("{\"longitude\": \"104\"}", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData("", "application/json", HttpStatusCode.BadRequest, "Malformed")]
    [InlineData(
        "a=b", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType")]
    public async Task Register_OfNonsense_IsAProblem(string body, string type, HttpStatusCode status, string name)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await fixture.Secretary.PostAsync(new Uri(Path, UriKind.Relative), content);
        await answer.ProblemAsync(status, name);
    }

    [Fact]
    public async Task Register_OutsideTheCallersRegionOrRole_IsRefused()
    {
        using var elsewhere =
            await fixture.Secretary.PostAsJsonAsync(
            Path, Scenarios.Request(r => r["regionCode"] = StationsFixture.OtherCity));
        await elsewhere.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var keeper = await fixture.Keeper.PostAsJsonAsync(Path, Scenarios.Request());
        await keeper.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var rider = await fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null))
            .PostAsJsonAsync(Path, Scenarios.Request());
        await rider.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var nobody = await fixture.NewClient().PostAsJsonAsync(Path, Scenarios.Request());
        await nobody.ProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
    }

    [Fact]
    public async Task Register_TwiceWithOneKey_IsOneStation_AndOtherContentIsRefused()
    {
        var (client, key) = (fixture.Secretary, Guid.CreateVersion7().ToString());
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => client.SendAsync(HttpMethod.Post, Path, Scenarios.Request(), key)));
        var ids = await Task.WhenAll(answers.Select(async a => (await a.BodyAsync(HttpStatusCode.Created)).Id()));
        Assert.Single(ids.Distinct());
        using var other =
            await client.SendAsync(HttpMethod.Post, Path, Scenarios.Request(r => r["name"] = "另一个驿站"), key);
        await other.ProblemAsync(HttpStatusCode.Conflict, "IdempotencyKeyReused");
    }
}
