using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// Each service describes its own routes (OpenAPI 3.1) at <see cref="Path"/>, which the gateway never routes; the
/// gateway fetches the descriptions and serves one document at <c>/openapi.json</c>.
/// </summary>
public static class ApiDescription
{
    public const string Path = "/openapi/v1.json";

    internal static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.CreateSchemaReferenceId = SchemaNames.Of;
        o.AddOperationTransformer<OperationFacts>();
        o.AddDocumentTransformer<DocumentFacts>();
    });

    internal static void MapApiDescription(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
