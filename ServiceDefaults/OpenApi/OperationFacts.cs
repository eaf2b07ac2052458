using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// Says of an operation what its route's metadata says: who may call it, whether it takes an <c>Idempotency-Key</c>,
/// which refusals to expect, and the route's examples.
/// </summary>
internal sealed class OperationFacts(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        var roles = metadata.OfType<IdentityDefaults.RolesMetadata>().SelectMany(r => r.Roles).Distinct().ToList();
        var mutates = context.Description.HttpMethod is not ("GET" or "HEAD" or "OPTIONS");
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            // A record's property (Page) binds ?page= too; the description shows the name as people write it.
            parameter.Name = parameter.In == ParameterLocation.Query
                ? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!) : parameter.Name;
        }

        // Written as an empty list: "no token needed" is said, and not forgotten.
        operation.Security = [];
        if (!anonymous)
        {
            operation.Security = DocumentFacts.Security(context.Document);
            operation.Description = Join(operation.Description, roles.Count > 0
                ? $"需要角色 Roles: {string.Join(", ", roles.Select(r => $"`{r}`"))}"
                : "任何已登录的调用者。 Any caller with a token.");
        }

        if (metadata.OfType<IdempotencyFilter.IdempotentMetadata>().Any())
        {
            (operation.Parameters ??= []).Add(IdempotencyKey());
        }

        AddProblems(operation, context.Document, [
            (Refusals.Invalid, operation.RequestBody is not null || operation.Parameters is { Count: > 0 }),
            (Refusals.Unauthenticated, !anonymous),
            (Refusal.Forbidden, roles.Count > 0),
            (Refusal.NotFound, context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true),
            (Refusal.Stale, mutates && !anonymous),
            (Refusals.TooManyRequests, true),
            (Refusals.Unavailable, true),
        ]);
        AddExamples(operation, metadata);
        return Task.CompletedTask;
    }

    private static void AddProblems(
        OpenApiOperation operation, OpenApiDocument? document, IEnumerable<(Refusal Refusal, bool Applies)> all)
    {
        operation.Responses ??= [];
        foreach (var (refusal, _) in all.Where(x => x.Applies))
        {
            var status = refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!operation.Responses.TryGetValue(status, out var own) || own.Content is not { Count: > 0 })
            {
                operation.Responses[status] = ProblemResponses.Reference(refusal, document);
            }
        }
    }

    private void AddExamples(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var example in metadata.OfType<Examples.ExampleMetadata>())
        {
            Show(operation.RequestBody?.Content, example.Request);
            Show(operation.Responses?.FirstOrDefault(r => r.Key.StartsWith('2')).Value?.Content, example.Response);
        }

        foreach (var example in metadata.OfType<Examples.ExampleParameterMetadata>())
        {
            if (operation.Parameters?.FirstOrDefault(p =>
                string.Equals(p.Name, example.Name, StringComparison.OrdinalIgnoreCase))
                is OpenApiParameter parameter)
            {
                parameter.Example = Node(example.Value);
            }
        }
    }

    private void Show(IDictionary<string, OpenApiMediaType>? content, object? value)
    {
        foreach (var media in value is null ? [] : content?.Values ?? [])
        {
            media.Example = Node(value);
        }
    }

    private JsonNode? Node(object? value) => JsonSerializer.SerializeToNode(value, json.Value.SerializerOptions);

    private static string Join(string? first, string second) =>
        string.IsNullOrEmpty(first) ? second : $"{first}\n\n{second}";

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = IdempotencyFilter.HeaderName,
        In = ParameterLocation.Header,
        Description =
            "同一请求重发时用同一个键，只办理一次。 Send the same key with a repeat: it is done once, and answered as the first time.",
        Schema =
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200, Pattern = "^[!-~]+$" },
        Example = "0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11",
    };
}
