namespace RiderPlatform.LocalHosting;

/// <summary>What a resource is given (environment, arguments, references) and what it waits for.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Add(name, ReferenceExpression.Literal(value ?? ""));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Add(name, parameter.Resource.Expression);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.Add(name, endpointReference.UrlExpression);

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        builder.Settings().Arguments.AddRange(args);
        return builder;
    }

    /// <summary>Gives a connection string as <c>ConnectionStrings__name</c>, and its parts one by one.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        var name = connectionName ?? source.Resource.Name;
        var resource = (Resource)source.Resource;
        var expression = source.Resource.ConnectionStringExpression;
        builder.Add($"ConnectionStrings__{name}",
            new ReferenceExpression($"{{{resource.Name}.connectionString}}", () => expression.Value, resource));
        foreach (var (property, value) in ConnectionProperties.Of(source.Resource))
            builder.Add($"{name.ToUpperInvariant()}_{property}", value);
        return builder;
    }

    /// <summary>Gives a project's addresses as <c>services__name__http__0</c> and <c>NAME_HTTP</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var resource = (Resource)source.Resource;
        foreach (var endpoint in resource.Settings.Endpoints)
        {
            var url = new EndpointReference(resource, endpoint.Name).UrlExpression;
            builder.Add($"{resource.Name.ToUpperInvariant()}_{endpoint.Name.ToUpperInvariant()}", url);
            builder.Add($"services__{resource.Name}__{endpoint.Name}__0", url);
        }

        return builder;
    }

    /// <summary>
    /// Starts after every replica of the other is running and healthy; a database after its server too.
    /// </summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport
    {
        builder.Settings().Waits.Add(new Wait((Resource)dependency.Resource, WaitKind.Healthy));
        return builder;
    }

    /// <summary>
    /// Starts after the other has ended with <paramref name="exitCode"/>, which also makes the other run only once.
    /// </summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        builder.Settings().Waits.Add(new Wait((Resource)dependency.Resource, WaitKind.Completion, exitCode));
        return builder;
    }

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        builder.Settings().ExplicitStart = true;
        return builder;
    }

    private static IResourceBuilder<T> Add<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResource
    {
        builder.Settings().Environment.Add(new EnvironmentEntry(name, value));
        return builder;
    }
}
