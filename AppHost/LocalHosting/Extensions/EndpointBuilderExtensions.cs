namespace RiderPlatform.LocalHosting;

/// <summary>Addresses and what is asked of them.</summary>
public static class EndpointBuilderExtensions
{
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null,
        string? env = null, bool isProxied = true) where T : IResourceWithEndpoints
    {
        var endpoint = new Endpoint(name ?? "http", "http", port, targetPort) { Proxied = isProxied };
        if (builder.Settings().Endpoints.Exists(other => other.Name == endpoint.Name))
            throw new InvalidOperationException($"{builder.Resource.Name} already has an endpoint {endpoint.Name}.");
        builder.Settings().Endpoints.Add(endpoint);
        if (env is not null)
        {
            builder.Settings().Environment.Add(
                new(env, builder.Reference(endpoint.Name).Expression("targetPort", () => $"{endpoint.AllocatedPort}")));
        }

        return builder;
    }

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Settings().Endpoints.Where(endpoint => endpoint.Scheme == "http"))
            endpoint.External = true;
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => builder.Reference(name);

    /// <remarks>The stand-in asks every replica at its own port, always expecting 200.</remarks>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        builder.Settings().HealthPath = path ?? "/";
        return builder;
    }

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        var url = new ResourceUrlAnnotation { Url = endpointName };
        callback(url);
        builder.Settings().Urls.Add(url);
        return builder;
    }

    /// <summary>One address more, beside the endpoint's own; a path is one of the endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Func<EndpointReference, ResourceUrlAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        builder.Settings().Urls.Add(callback(builder.Reference(endpointName)));
        return builder;
    }

    private static EndpointReference Reference<T>(this IResourceBuilder<T> builder, string name) where T : IResource =>
        new((Resource)(object)builder.Resource, name);
}
