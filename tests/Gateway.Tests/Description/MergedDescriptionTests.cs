using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Gateway.Tests.Hosting;
using RiderPlatform.Harness;

namespace RiderPlatform.Gateway.Tests.Description;

public sealed class MergedDescriptionTests
{
    private static readonly Uri Document = new("/openapi.json", UriKind.Relative);

    [Fact]
    public async Task AllServices_AreOneValidDocument()
    {
        await using var points = await DescribedService.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(("services:points:http:0", points.Urls.First()));
        gateway.Services["stations"].Description = Own("/api/v1/stations", "ListStations", """{"type":"string"}""");
        var document = await DocumentAsync(gateway);

        Validity.Check(document.ToJsonString());
        Assert.Equal(
            ["/api/v1/rewards", "/api/v1/rewards/{id}/redemptions", "/api/v1/stations", "/api/v1/vouchers"],
            document["paths"]!.AsObject().Select(p => p.Key).Order());
        Assert.Equal(TokenIssuer.Issuer, (string?)document["servers"]![0]!["url"]);
        Assert.Contains("RiderPlatform", (string?)document["info"]!["title"], StringComparison.Ordinal);
        Assert.Equal(["bearer", "oauth2"], document["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key)
            .Order());
    }

    [Fact]
    public async Task InnerPathsAndTheirSchemas_AreLeftOut()
    {
        await using var points = await DescribedService.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(("services:points:http:0", points.Urls.First()));
        var text = (await DocumentAsync(gateway)).ToJsonString();
        Assert.DoesNotContain("/internal", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnothersPath_IsNotTakenFromAService()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services["stations"].Description = Own("/api/v1/points/me", "Stolen", """{"type":"string"}""");
        Assert.Empty((await DocumentAsync(gateway))["paths"]!.AsObject());
    }

    [Fact]
    public async Task SameNameOtherContent_GetsTheServicesName()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services["points"].Description = Own("/api/v1/points/me", "Read", """{"type":"string"}""");
        gateway.Services["stations"].Description = Own("/api/v1/stations", "Read", """{"type":"integer"}""");
        var document = await DocumentAsync(gateway);

        Validity.Check(document.ToJsonString());
        var schemas = document["components"]!["schemas"]!.AsObject();
        Assert.Equal(["Item", "Page", "Same", "StationsItem", "StationsPage"], schemas.Select(s => s.Key).Order());
        Assert.Equal("#/components/schemas/StationsItem", (string?)schemas["StationsPage"]!["items"]!["$ref"]);
        Assert.Equal("integer", (string?)schemas["StationsItem"]!["type"]);
        Assert.Equal("Read", (string?)document["paths"]!["/api/v1/points/me"]!["get"]!["operationId"]);
        Assert.Equal("StationsRead", (string?)document["paths"]!["/api/v1/stations"]!["get"]!["operationId"]);
    }

    [Fact]
    public async Task ServiceThatComesBack_IsDescribedAgain_AndOneThatGoesStaysDescribed()
    {
        await using var gateway = await GatewayHost.StartAsync();
        var address = gateway.Services["points"].Address;
        gateway.Services["stations"].Description = Own("/api/v1/stations", "ListStations", """{"type":"string"}""");
        await gateway.Services["points"].DisposeAsync();
        Assert.Equal(["/api/v1/stations"], (await DocumentAsync(gateway))["paths"]!.AsObject().Select(p => p.Key));

        await using var points = await Backend.StartAsync("points", address);
        points.Description = Own("/api/v1/points/me", "Read", """{"type":"string"}""");
        await gateway.Services["stations"].DisposeAsync();
        await Eventually.IsAsync(
            async () =>
                string.Join(' ', (await DocumentAsync(gateway))["paths"]!.AsObject().Select(p => p.Key).Order()),
            paths => paths == "/api/v1/points/me /api/v1/stations", TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task DescriptionThatIsNone_DoesNotSpoilTheOthers()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services["points"].Description = "<html>";
        gateway.Services["grievances"].Description = """{"paths":[],"components":7}""";
        gateway.Services["stations"].Description = Own("/api/v1/stations", "ListStations", """{"type":"string"}""");
        Assert.Equal(["/api/v1/stations"], (await DocumentAsync(gateway))["paths"]!.AsObject().Select(p => p.Key));
    }

    /// <summary>One path that answers a page of items, and a schema that every service has in the same words.</summary>
    private static string Own(string path, string operationId, string item) => $$"""
        {
          "openapi": "3.1.1", "info": { "title": "骑手服务平台接口 · RiderPlatform API", "version": "1.0" },
          "paths": { "{{path}}": { "get": { "operationId": "{{operationId}}",
          "responses": { "200": { "description": "ok",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Page" } },
                         "text/plain": { "schema": { "$ref": "#/components/schemas/Same" } } } } } } } },
          "components": { "schemas": {
            "Page": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } },
            "Item": {{item}}, "Same": { "type": "string" }, "Unused": { "type": "string" } } }
        }
        """;

    private static async Task<JsonNode> DocumentAsync(GatewayHost gateway)
    {
        using var client = gateway.NewClient();
        var answer = await client.GetAsync(Document);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
