using System.Diagnostics;
using Npgsql;

namespace RiderPlatform.Harness;

/// <summary>A throw-away cluster; PostgreSQL refuses root, so as root it runs as the user <c>postgres</c>.</summary>
internal sealed class TestPostgres(string folder)
{
    private readonly int _port = Ports.Free();
    private Process? _server;

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=test;Password=test;Database={database}";

    public async Task StartAsync()
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").Max() + "/bin";
        Directory.CreateDirectory(folder);
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, "test");
        if (Environment.UserName == "root")
        {
            await Shell.RunAsync("chown", "-R", "postgres", folder);
        }

        var data = Path.Combine(folder, "data");
        await Shell.RunAsync(
            [.. AsUser, $"{bin}/initdb", "-D", data, "-U", "test", "--pwfile", password, "-A", "scram-sha-256",
            "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
        _server = await Shell.StartServerAsync(
            [.. AsUser, $"{bin}/postgres", "-D", data, "-p", $"{_port}", "-k", folder, "-c",
            "listen_addresses=127.0.0.1",
            "-c", "max_connections=400", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "fsync=off"]);
        await Eventually.ReturnsAsync(async () =>
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            await connection.OpenAsync();
            return true;
        });
    }

    public void Stop() => Shell.Stop(_server, "INT");

    private static string[] AsUser =>
        Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=INT"]
            : ["setpriv", "--pdeathsig=INT"];
}
