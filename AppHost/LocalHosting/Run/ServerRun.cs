namespace RiderPlatform.LocalHosting;

/// <summary>PostgreSQL or RabbitMQ.</summary>
internal abstract class ServerRun : ResourceRun
{
    private readonly IPrivateServer _server;
    private readonly ProcessState _process;

    protected ServerRun(Resource resource, RunContext context, IPrivateServer server) : base(resource, context)
    {
        _server = server;
        _process = context.Process(resource.Name, server.Port);
        resource.Settings.Endpoints[0].AllocatedPort = server.Port;
    }

    public override bool IsServer => true;

    public override string Url => $"127.0.0.1:{_server.Port}";

    public override string ConnectionString =>
        ((IResourceWithConnectionString)Resource).ConnectionStringExpression.Value;

    public override IReadOnlyList<ProcessState> Processes => [_process];

    public override void Check() => _server.Check();

    protected override Task RunReadyAsync(CancellationToken stop) =>
        new Supervisor(_server, _process, Context.Console).RunAsync(IsReady, stop);

    /// <summary>
    /// A fixed port must be free; another is the one of the last run, where clients of a test may expect it.
    /// </summary>
    protected static int Port(Resource resource, RunContext context) =>
        resource.Settings.Endpoints[0].Port is { } fixedPort
            ? PortPlan.TakeFixed(fixedPort)
            : context.Secrets.Port(resource.Name);
}

internal sealed class PostgresRun(PostgresServerResource resource, RunContext context)
    : ServerRun(resource, context, new PrivatePostgres(new PostgresOptions
    {
        Folder = context.Data.FileNamed(resource.Name),
        Port = Port(resource, context),
        UserName = resource.UserName.Value,
        Password = resource.PasswordParameter.Expression.Value,
        Owner = context.Data.Path,
        Output = context.Output(resource.Name, isServer: true),
    }))
{
    public override string Kind => "postgres";
}

internal sealed class RabbitMqRun(RabbitMQServerResource resource, RunContext context)
    : ServerRun(resource, context, new PrivateRabbitMq(new RabbitMqOptions
    {
        Folder = context.Data.FileNamed(resource.Name),
        Port = Port(resource, context),
        DistributionPort = context.Secrets.Port($"{resource.Name}/distribution"),
        MapperPort = context.Secrets.Port($"{resource.Name}/mapper"),
        UserName = resource.UserName.Value,
        Password = resource.PasswordParameter.Expression.Value,
        Owner = context.Data.Path,
        Output = context.Output(resource.Name, isServer: true),
    }))
{
    public override string Kind => "rabbitmq";
}
