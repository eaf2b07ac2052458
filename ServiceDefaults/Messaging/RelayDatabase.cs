using Npgsql;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// The relay's own few connections. Sequential scans are off: statistics taken while the outbox was empty made the
/// planner scan the table, at 185 rows/s instead of 27,000. Commits are not waited for: a crash that loses one brings
/// back rows that were sent, and they are sent again under the same message id.
/// </summary>
internal sealed class RelayDatabase : IAsyncDisposable
{
    public RelayDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = 4,
            Options = "-c enable_seqscan=off -c plan_cache_mode=force_custom_plan -c synchronous_commit=off",
        };
        settings.ApplicationName = $"{settings.ApplicationName}-relay";
        Source = NpgsqlDataSource.Create(settings);
    }

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
