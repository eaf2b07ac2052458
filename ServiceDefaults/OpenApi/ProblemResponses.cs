using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// The refusals that every operation shares, described once: the components <c>responses/Unauthenticated</c> and so on
/// over the schema <c>Problem</c> (RFC 9457), with the sentence that is really answered as the example.
/// </summary>
internal static class ProblemResponses
{
    public const string SchemaName = "Problem";
    private const string MediaType = "application/problem+json";

    public static readonly IReadOnlyList<Refusal> Described =
    [
        Refusals.Invalid, Refusals.Unauthenticated, Refusal.Forbidden, Refusal.NotFound, Refusal.Stale,
        Refusals.TooManyRequests, Refusals.Unavailable,
    ];

    /// <summary>The shared description of what an operation answers with <paramref name="refusal"/>'s status.</summary>
    public static IOpenApiResponse Reference(Refusal refusal, OpenApiDocument? document) =>
        new OpenApiResponseReference(refusal.Name, document);

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>(SchemaName, Schema());
        foreach (var refusal in Described)
        {
            document.AddComponent<IOpenApiResponse>(refusal.Name, Response(refusal, document));
        }
    }

    private static OpenApiResponse Response(Refusal refusal, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = $"{refusal.Zh} {refusal.En}",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(SchemaName, document),
                    Example = Example(refusal),
                },
            },
        };
        if (refusal.Status is 429 or 503)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "多少秒后重试。 Seconds to wait before trying again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
                },
            };
        }

        return response;
    }

    private static JsonObject Example(Refusal refusal)
    {
        var example = new JsonObject
        {
            ["type"] = $"/problems/{refusal.Name}",
            ["title"] = refusal.Name,
            ["status"] = refusal.Status,
            ["detail"] = $"{refusal.Zh} {refusal.En}",
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (refusal == Refusals.Invalid)
        {
            example["errors"] =
                new JsonObject { ["text"] = new JsonArray("描述最多 500 字。 Text: at most 500 characters.") };
        }

        return example;
    }

    private static OpenApiSchema Schema()
    {
        static OpenApiSchema Text(string description) =>
            new() { Type = JsonSchemaType.String, Description = description };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457。 Every refusal has this form; some carry more members.",
            Required = new HashSet<string> { "type", "title", "status", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("/problems/{名称 name}"),
                ["title"] = Text("结果名称。 The outcome's name."),
                ["status"] =
                    new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "HTTP 状态码。 HTTP status." },
                ["detail"] = Text("哪里有误、如何处理（中文、英文）。 What is wrong and what to do, Chinese then English."),
                ["traceId"] = Text("请告知运维人员。 Give it to operations."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "字段名到错误说明。 Field name to sentences.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        };
    }
}
