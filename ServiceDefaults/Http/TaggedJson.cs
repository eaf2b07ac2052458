using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RiderPlatform.ServiceDefaults.Http;

/// <summary>The media type of an answer where it is not <c>application/json</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MediaTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// An open answer that anyone may keep for a short while: 200 with an <c>ETag</c> made of its content, or 304 to
/// whoever has it already. Written out once, however often it is sent.
/// </summary>
/// <param name="fresh">How long it may be used without asking again.</param>
public sealed class TaggedJson<T>(T value, TimeSpan fresh) : IResult, IEndpointMetadataProvider
{
    private static readonly string MediaType =
        typeof(T).GetCustomAttribute<MediaTypeAttribute>()?.Name ?? "application/json";

    private Written? _written;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (body, tag) = _written ??= Write(httpContext);
        var response = httpContext.Response;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl =
            string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)fresh.TotalSeconds}");
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch
            .Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = $"{MediaType}; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private Written Write(HttpContext http)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, json);
        // Weak, so that it survives a proxy that compresses.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..12])}\"", true);
        return new Written(body, tag);
    }

    private sealed record Written(byte[] Body, EntityTagHeaderValue Tag);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), [MediaType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(304));
    }
}
