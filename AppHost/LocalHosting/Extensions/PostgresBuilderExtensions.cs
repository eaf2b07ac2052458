namespace RiderPlatform.LocalHosting;

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.ImplicitPassword($"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var environment = server.Settings.Environment;
        server.Settings.Endpoints.Add(new Endpoint("tcp", "tcp", port, targetPort: 5432));
        environment.Add(new("POSTGRES_HOST_AUTH_METHOD", ReferenceExpression.Literal("scram-sha-256")));
        environment.Add(new("POSTGRES_INITDB_ARGS",
            ReferenceExpression.Literal("--auth-host=scram-sha-256 --auth-local=scram-sha-256")));
        environment.Add(new("POSTGRES_USER", server.UserName));
        environment.Add(new("POSTGRES_PASSWORD", secret.Expression));
        return builder.AddResource(server);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        builder.ApplicationBuilder.AddResource(
            new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Settings().Volume = name ?? $"{builder.Resource.Name}-data";
        return builder;
    }
}
