namespace RiderPlatform.LocalHosting;

public sealed class PostgresServerResource : Resource, IResourceWithConnectionString, IResourceWithEnvironment,
    IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal const string DefaultUserName = "postgres";

    internal PostgresServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, "tcp");
    }

    public EndpointReference PrimaryEndpoint { get; }

    public ParameterResource? UserNameParameter { get; }

    public ParameterResource PasswordParameter { get; }

    public ReferenceExpression ConnectionStringExpression => new(
        $"Host={{{Name}.bindings.tcp.host}};Port={{{Name}.bindings.tcp.port}};" +
        $"Username={UserName.ValueExpression};Password={PasswordParameter.Expression.ValueExpression}",
        () => $"Host=127.0.0.1;Port={PrimaryEndpoint.Port};" +
              $"Username={UserName.Value};Password={PasswordParameter.Expression.Value}",
        UserNameParameter is null ? [PasswordParameter] : [UserNameParameter, PasswordParameter]);

    internal ReferenceExpression UserName =>
        UserNameParameter?.Expression ?? ReferenceExpression.Literal(DefaultUserName);
}

/// <summary>
/// A database is no <see cref="IResourceWithEnvironment"/>: there is no process to give an environment to.
/// </summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    public string DatabaseName => databaseName;

    public PostgresServerResource Parent => parent;

    public ReferenceExpression ConnectionStringExpression => new(
        $"{{{parent.Name}.connectionString}};Database={databaseName}",
        () => $"{parent.ConnectionStringExpression.Value};Database={databaseName}",
        parent);
}
