using Npgsql;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Servers;

public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task KilledServer_StartsAgainWithWhatWasCommitted()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        await postgres.CreateDatabaseAsync("one");
        await postgres.CreateDatabaseAsync("one");
        await ExecuteAsync(postgres, "create table t(n int); insert into t values (42)");
        var first = postgres.ProcessId;

        postgres.Kill();
        Assert.Equal(128 + 9, await postgres.Exited);
        await postgres.StartAsync();

        Assert.NotEqual(first, postgres.ProcessId);
        Assert.Equal(42, await ExecuteAsync(postgres, "select n from t"));
        Assert.Equal("on", await ExecuteAsync(postgres, "show fsync"));
        Assert.Equal("300", await ExecuteAsync(postgres, "show max_connections"));
    }

    [Fact]
    public async Task Stop_LeavesNothingAndTheDataIsFoundByTheNext()
    {
        var folder = TemporaryFolder.Create("rider-postgres-test-");
        try
        {
            var options = new PostgresOptions { Folder = folder, Password = "abc123" };
            await using (var first = await PrivatePostgres.StartNewAsync(options))
            {
                await first.CreateDatabaseAsync("one");
                await ExecuteAsync(first, "create table kept()");
            }

            await using var second = await PrivatePostgres.StartNewAsync(options);
            Assert.Equal(0L, await ExecuteAsync(second, "select count(*) from kept"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task WrongPassword_IsRefused()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        await using var connection = new NpgsqlConnection(
            postgres.ConnectionString("postgres").Replace(postgres.Password, "wrong", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task PortInUse_SaysWhyItDidNotStart()
    {
        await using var first = await PrivatePostgres.StartNewAsync();
        var error = await Assert.ThrowsAsync<HostingException>(() =>
            PrivatePostgres.StartNewAsync(new PostgresOptions { Port = first.Port, Password = "other" }));
        Assert.Contains("did not start", error.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> ExecuteAsync(PrivatePostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection($"{postgres.ConnectionString("one")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
