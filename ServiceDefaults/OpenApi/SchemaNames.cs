using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// Requests and responses are nested records of their use case, so the bare type name (<c>Request</c>) would be
/// everybody's:
/// <c>ReportClue.Request</c> becomes <c>ReportClueRequest</c>, <c>Page&lt;ListCases.Item&gt;</c> becomes
/// <c>PageOfListCasesItem</c>.
/// </summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo info) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null ? null
            : Of(Nullable.GetUnderlyingType(info.Type) ?? info.Type);

    private static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}Array";
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var own = tick < 0 ? type.Name : type.Name[..tick];
        var outer = type.DeclaringType is { } declaring ? Of(declaring) : "";
        return type.IsGenericType && tick >= 0
            ? $"{outer}{own}Of{string.Join("And", type.GetGenericArguments().Select(Of))}"
            : outer + own;
    }
}
