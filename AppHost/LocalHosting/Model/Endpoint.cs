namespace RiderPlatform.LocalHosting;

/// <summary>One address of a resource. <see cref="Port"/> is where clients connect, chosen freely when null.</summary>
internal sealed class Endpoint(string name, string scheme, int? port, int? targetPort)
{
    public string Name => name;

    public string Scheme => scheme;

    public string Transport => scheme == "http" ? "http" : "tcp";

    public int? Port => port;

    public int? TargetPort => targetPort;

    public bool External { get; set; }

    public bool Proxied { get; init; } = true;

    /// <summary>Set by the running host before anything that refers to it is started.</summary>
    public int? AllocatedPort { get; set; }
}

/// <summary>Another resource's address, not known until that resource has a port.</summary>
public sealed class EndpointReference
{
    internal EndpointReference(Resource resource, string name)
    {
        Resource = resource;
        EndpointName = name;
    }

    internal Resource Resource { get; }

    public string EndpointName { get; }

    public string Url => $"{Endpoint.Scheme}://localhost:{Port}";

    internal int Port => Endpoint.AllocatedPort
        ?? throw new InvalidOperationException($"Endpoint {EndpointName} of {Resource.Name} has no port yet.");

    internal ReferenceExpression Expression(string property, Func<string> value) =>
        new($"{{{Resource.Name}.bindings.{EndpointName}.{property}}}", value, Resource);

    internal ReferenceExpression UrlExpression => Expression("url", () => Url);

    private Endpoint Endpoint => Resource.Settings.Endpoints.Find(endpoint => endpoint.Name == EndpointName)
        ?? throw new InvalidOperationException($"{Resource.Name} has no endpoint named {EndpointName}.");
}

/// <summary>How an address is shown to a person.</summary>
public sealed class ResourceUrlAnnotation
{
    public required string Url { get; set; }

    public string? DisplayText { get; set; }
}
