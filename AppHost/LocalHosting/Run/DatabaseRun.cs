using Npgsql;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// A database on a server of the model: created when the server is ready, as Aspire does in run mode.
/// </summary>
internal sealed class DatabaseRun(PostgresDatabaseResource resource, RunContext context)
    : ResourceRun(resource, context)
{
    private ResourceState _state = ResourceState.Waiting;

    public override string Kind => "database";

    public override string ConnectionString => resource.ConnectionStringExpression.Value;

    public override IReadOnlyList<ProcessState> Processes => [];

    /// <summary>After its creation it is as healthy as its server.</summary>
    public override ResourceState State =>
        _state == ResourceState.Healthy ? Context.RunOf(resource.Parent).State : _state;

    protected override async Task RunReadyAsync(CancellationToken stop)
    {
        await Context.RunOf(resource.Parent).Ready.WaitAsync(stop);
        try
        {
            await PrivatePostgres.CreateDatabaseAsync(
                $"{resource.Parent.ConnectionStringExpression.Value};Database=postgres", resource.DatabaseName, stop);
        }
        catch (NpgsqlException error)
        {
            throw new HostingException(
                $"无法建立数据库 {resource.DatabaseName} · Cannot create the database: {error.Message}", error);
        }

        _state = ResourceState.Healthy;
        IsReady();
        Context.Changed();
    }
}
