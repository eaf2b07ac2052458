namespace RiderPlatform.LocalHosting;

public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.ImplicitPassword($"{name}-password", special: false);
        var server = new RabbitMQServerResource(name, userName?.Resource, secret);
        server.Settings.Endpoints.Add(new Endpoint("tcp", "tcp", port, targetPort: 5672));
        server.Settings.Environment.Add(new("RABBITMQ_DEFAULT_USER", server.UserName));
        server.Settings.Environment.Add(new("RABBITMQ_DEFAULT_PASS", secret.Expression));
        return builder.AddResource(server);
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Settings().Volume = name ?? $"{builder.Resource.Name}-data";
        return builder;
    }

    /// <remarks>
    /// Published containers get the plugin; the private node does not: it costs 60 MB and a second of start.
    /// </remarks>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(
        this IResourceBuilder<RabbitMQServerResource> builder)
    {
        builder.Settings().Endpoints.Add(new Endpoint("management", "http", port: null, targetPort: 15672));
        return builder;
    }
}
