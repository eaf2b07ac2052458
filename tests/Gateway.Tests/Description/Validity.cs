using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RiderPlatform.Gateway.Tests.Description;

internal static class Validity
{
    /// <summary>Read back by the OpenAPI library's own reader and rules, and no reference points nowhere.</summary>
    public static void Check(string json)
    {
        var read = OpenApiDocument.Parse(json, "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        var root = JsonNode.Parse(json)!;
        Assert.DoesNotContain(References(root), r => !Exists(root, r));
    }

    private static bool Exists(JsonNode root, string reference) =>
        reference.StartsWith("#/", StringComparison.Ordinal) && reference[2..].Split('/').Aggregate(
            (JsonNode?)root, (node, part) =>
                (node as JsonObject)?[part.Replace("~1", "/", StringComparison.Ordinal)]) is not null;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o =>
            o.SelectMany(p => p is { Key: "$ref", Value: JsonValue v } ? [v.GetValue<string>()] : References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };
}
