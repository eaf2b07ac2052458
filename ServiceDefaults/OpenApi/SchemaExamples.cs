using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// Makes an example out of a schema: it has the schema's form by construction, and its values come from
/// <see cref="ExampleWords"/>. Only where a route gives no example of its own.
/// </summary>
internal sealed class SchemaExamples(ExampleWords words)
{
    private const int MaxDepth = 8;
    private const string Id = "0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11";

    public void AddTo(OpenApiDocument document)
    {
        foreach (
            var operation in document.Paths.Values.SelectMany(p =>
            p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Example ??= parameter.Schema is { } schema && words.Find(parameter.Name!) is { } word
                    && Fits(word, schema)
                    ? word : null;
            }

            var bodies = (operation.Responses?.Values.OfType<OpenApiResponse>().Select(r => r.Content) ?? [])
                .Append(operation.RequestBody?.Content);
            foreach (var media in bodies.OfType<IDictionary<string, OpenApiMediaType>>().SelectMany(c => c.Values))
            {
                if (media is { Example: null, Examples: null, Schema: { } schema })
                {
                    media.Example = Of("", schema, 0);
                }
            }
        }
    }

    private JsonNode? Of(string name, IOpenApiSchema schema, int depth)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            return values.FirstOrDefault(v => v is not null)?.DeepClone();
        }

        var choices = (schema.OneOf ?? []).Concat(schema.AnyOf ?? []).ToList();
        if (choices.Count > 0)
        {
            return choices.Where(c => c.Type != JsonSchemaType.Null).Select(c => Of(name, c, depth)).FirstOrDefault();
        }

        var type = schema.Type & ~JsonSchemaType.Null;
        return depth > MaxDepth ? null : type switch
        {
            JsonSchemaType.Object => Object(schema, depth),
            JsonSchemaType.Array =>
                schema.Items is { } item && Of(name, item, depth + 1) is { } one ? new JsonArray(one) : new JsonArray(),
            null => null,
            _ => words.Find(name) is { } word && Fits(word, schema) ? word : Plain(name, schema, type.Value),
        };
    }

    private JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[name] = Of(name, property, depth + 1);
        }

        if (example.Count == 0 && schema.AdditionalProperties is { } value)
        {
            example["Dispatched"] = Of("", value, depth + 1);
        }

        return example;
    }

    private static JsonNode Plain(string name, IOpenApiSchema schema, JsonSchemaType type) =>
        (type, schema.Format) switch
    {
        (JsonSchemaType.Boolean, _) => true,
        (JsonSchemaType.String, "uuid") => Id,
        (JsonSchemaType.String, "date-time") => "2026-01-31T08:30:00+08:00",
        (JsonSchemaType.String, "date") => "2026-01-31",
        (JsonSchemaType.String, "time") => "08:30:00",
        (JsonSchemaType.String, "binary") => "(binary)",
        (JsonSchemaType.String, _) => "text",
        _ when name.EndsWith("Fen", StringComparison.Ordinal) => 50_000,
        _ when name.Contains("oints", StringComparison.Ordinal) => 30,
        _ => decimal.TryParse(schema.Minimum, CultureInfo.InvariantCulture, out var least) && least > 1 ? least : 1,
    };

    private static bool Fits(JsonNode word, IOpenApiSchema schema) => (schema.Type & ~JsonSchemaType.Null) switch
    {
        JsonSchemaType.String =>
            word.GetValueKind() == JsonValueKind.String && schema.Format is null or "date" or "uri",
        JsonSchemaType.Number => word.GetValueKind() == JsonValueKind.Number,
        JsonSchemaType.Integer => word is JsonValue value && value.TryGetValue<int>(out _),
        _ => false,
    };
}
