using Npgsql;

namespace RiderPlatform.TinyHost;

/// <summary>
/// Counts its runs in its database, so that a test sees that the data is found again; ends with the code it is given.
/// </summary>
internal static class TinyMigration
{
    public static int Run()
    {
        var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__tiny");
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand("""
            create table if not exists migration_run(at timestamptz not null default now());
            insert into migration_run default values;
            """, connection);
        command.ExecuteNonQuery();
        return int.Parse(Environment.GetCommandLineArgs()[^1], null);
    }
}
