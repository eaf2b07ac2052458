namespace RiderPlatform.LocalHosting;

internal static class PostgresConfiguration
{
    /// <summary>
    /// Written at every start, so that a release may change it. Durable: fsync and synchronous_commit stay on,
    /// in tests too, or a test of a crash would prove nothing.
    /// </summary>
    public static string Text(PostgresOptions options) => $"""
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 300
        shared_buffers = {options.SharedBuffersMegabytes}MB
        fsync = on
        synchronous_commit = on
        # Fewer, larger checkpoints: full page images are most of the WAL of a small, busy database.
        max_wal_size = 1GB
        min_wal_size = 80MB
        checkpoint_timeout = 15min
        wal_compression = lz4
        random_page_cost = 1.1
        jit = off
        # The outbox is filled and emptied all day: its dead rows must go at once.
        autovacuum_naptime = 10s
        max_logical_replication_workers = 0
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_messages = warning
        log_line_prefix = '%m [%p] '
        # A refused duplicate is an everyday answer, told to the client; the log need not quote the statement.
        log_min_error_statement = fatal
        restart_after_crash = on

        """;
}
