using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RiderPlatform.Gateway.Description;

namespace RiderPlatform.Gateway.Tests.Description;

/// <summary>What the service defaults say of a route by its metadata alone.</summary>
public sealed class ServiceDescriptionTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private JsonNode _document = null!;

    public async Task InitializeAsync()
    {
        _app = await DescribedService.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        _document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public void Document_IsVersion31AndValid()
    {
        Assert.StartsWith("3.1", (string?)_document["openapi"], StringComparison.Ordinal);
        Validity.Check(_document.ToJsonString());
    }

    [Fact]
    public void Mutation_SaysWhoMayAndWhatIsRefused()
    {
        var operation = Operation("/api/v1/rewards/{id}/redemptions", "post");
        Assert.Contains("`rider`", (string?)operation["description"], StringComparison.Ordinal);
        Assert.Equal(["201", "400", "401", "403", "404", "409", "429", "503"], Statuses(operation));
        Assert.Equal(["bearer", "oauth2"], operation["security"]!.AsArray().SelectMany(s => s!.AsObject())
            .Select(s => s.Key));
        var key = operation["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "Idempotency-Key")!;
        Assert.Equal("header", (string?)key["in"]);
    }

    [Fact]
    public void OpenRead_NeedsNoTokenAndRefusesLess()
    {
        var operation = Operation("/api/v1/vouchers", "get");
        Assert.Empty(operation["security"]!.AsArray());
        Assert.Equal(["200", "400", "429", "503"], Statuses(operation));
    }

    [Fact]
    public void Refusal_IsTheSharedProblem()
    {
        var stale = Operation("/api/v1/rewards/{id}/redemptions", "post")["responses"]!["409"]!;
        Assert.Equal("#/components/responses/Stale", (string?)stale["$ref"]);
        var media = _document["components"]!["responses"]!["Stale"]!["content"]!["application/problem+json"]!;
        Assert.Equal("#/components/schemas/Problem", (string?)media["schema"]!["$ref"]);
        Assert.Equal("/problems/Stale", (string?)media["example"]!["type"]);
        Assert.NotNull(_document["components"]!["responses"]!["Unavailable"]!["headers"]!["Retry-After"]);
    }

    [Fact]
    public void Examples_AreWrittenAsTheServiceWritesThem()
    {
        var operation = Operation("/api/v1/rewards/{id}/redemptions", "post");
        var request = operation["requestBody"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal("""{"count":2,"kind":"Voucher"}""", request.ToJsonString());
        Assert.Equal(
            "7K3M-9QXP", (string?)operation["responses"]!["201"]!["content"]!["application/json"]!["example"]!["code"]);
        var region = Operation("/api/v1/rewards", "get")["parameters"]!.AsArray()
            .Single(p => (string?)p!["name"] == "region")!;
        Assert.Equal("5101", (string?)region["example"]);
    }

    [Fact]
    public void WithoutAnExampleOfItsOwn_OneIsMadeFromTheSchema()
    {
        var answer =
            Operation("/api/v1/vouchers", "get")["responses"]!["200"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal(
            """
            {"items":[{"code":"510104","reward":{"name":"春熙路街道骑手服务站","pointsCost":30}}],
            "total":1,"pageNumber":1,"pageSize":20,"totalExceeded":true,"pageCount":1}
            """.ReplaceLineEndings(""),
            answer.ToJsonString(DocumentMerge.Readable).ReplaceLineEndings("")
                .Replace("  ", "", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal));
    }

    [Fact]
    public void QueryParameters_AreNamedAsPeopleWriteThem()
    {
        var names = Operation("/api/v1/vouchers", "get")["parameters"]!.AsArray().Select(p => (string?)p!["name"]);
        Assert.Equal(["page", "size"], names);
    }

    [Fact]
    public void NestedRecordsOfOneName_StayApart()
    {
        var schemas = _document["components"]!["schemas"]!.AsObject().Select(s => s.Key).ToList();
        Assert.Contains("DescribedServiceRedeemRequest", schemas);
        Assert.Contains("PageOfDescribedServiceListItem", schemas);
        Assert.Contains("PageOfDescribedServiceVouchersItem", schemas);
        Assert.DoesNotContain(schemas, s => s is "Item" or "Request" or "Response");
    }

    private JsonNode Operation(string path, string method) => _document["paths"]![path]![method]!;

    private static IEnumerable<string> Statuses(JsonNode operation) =>
        operation["responses"]!.AsObject().Select(r => r.Key).Order();
}
