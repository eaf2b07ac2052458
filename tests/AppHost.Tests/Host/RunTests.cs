using Npgsql;

namespace RiderPlatform.AppHost.Tests.Host;

/// <summary>
/// The life of an instance: start, what it says of itself, stop, and the second start on the same data.
/// </summary>
public sealed class RunTests : TemporaryData
{
    [Fact]
    public async Task Run_WithEverything_BecomesHealthyStopsInOrderAndFindsItsDataAgain()
    {
        await using (var first = await TinyInstance.HealthyAsync(Data))
        {
            var state = first.State;
            Assert.Equal(Data, state.Data);
            Assert.Equal(["postgres", "database", "rabbitmq"], Kinds(state, "postgres", "tiny-db", "messaging"));
            Assert.Equal(LocalHosting.ResourceState.Exited, state.Resource("tiny-migrate").State);
            Assert.Equal(1L, await MigrationRunsAsync(state));
            Assert.Equal(
                state.Resource("messaging").ConnectionString,
                await first.GetAsync("/environment/ConnectionStrings__messaging"));
            Assert.Equal(0, await first.StopAsync());
            Assert.All(first.State.Resources.SelectMany(resource => resource.Processes), process =>
                Assert.Equal(0, process.Pid));
            Assert.False(first.State.Healthy);
        }

        await using var second = await TinyInstance.HealthyAsync(Data);
        Assert.Equal(2L, await MigrationRunsAsync(second.State));
    }

    [Fact]
    public async Task Run_SecondTime_KeepsSecretsAndPorts()
    {
        string? greeting;
        string? address;
        await using (var first = await TinyInstance.SmallAsync(Data))
            (greeting, address) = (first.State.Parameters["greeting"], first.State.Gateway);

        await using var second = await TinyInstance.SmallAsync(Data);
        Assert.Equal(greeting, second.State.Parameters["greeting"]);
        Assert.Equal(address, second.State.Gateway);
        Assert.Equal(greeting, await second.GetAsync("/environment/TINY_GREETING"));
        Assert.Matches("^[A-Za-z0-9]{22}$", greeting);
    }

    [Fact]
    public async Task Run_GivesProjectsWhatAspireGives()
    {
        await using var instance = await TinyInstance.SmallAsync(Data, "--Parameters:greeting=hello");
        var own = instance.State.Gateway!;
        Assert.Equal(own, await instance.GetAsync("/environment/ASPNETCORE_URLS"));
        Assert.Equal(own, await instance.GetAsync("/environment/TINY_SELF"));
        Assert.Equal(own, await instance.GetAsync("/environment/services__tiny__http__0"));
        Assert.Equal(own, await instance.GetAsync("/environment/TINY_HTTP"));
        Assert.Equal("tiny", await instance.GetAsync("/environment/OTEL_SERVICE_NAME"));
        Assert.Equal(
            "service.instance.id=tiny-1", await instance.GetAsync("/environment/OTEL_RESOURCE_ATTRIBUTES"));
        Assert.Equal(Data, await instance.GetAsync("/environment/RIDERPLATFORM_DATA"));
        Assert.Equal("hello", await instance.GetAsync("/environment/TINY_GREETING"));
    }

    [Fact]
    public async Task Run_KeepsSecretsToItsOwner()
    {
        await using var instance = await TinyInstance.SmallAsync(Data);
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(Data, "secrets.json")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(Data, "instance.json")));
    }

    [Fact]
    public async Task Run_PrintsWhereToGoAndOnlyWhatAPersonMustSee()
    {
        await using var instance = await TinyInstance.SmallAsync(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "demo-accounts.txt"), "rider-1  骑手\n");
        await instance.PostAsync("/warn");
        await instance.StopAsync();
        Assert.Contains($"小服务 Tiny\t{instance.State.Gateway}", instance.Output, StringComparison.Ordinal);
        Assert.Contains("a warning that a person must see", instance.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("info:", instance.Output, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(Path.Combine(Data, "logs", "tiny-1.log"));
        Assert.Contains("info: Microsoft.Hosting.Lifetime", log, StringComparison.Ordinal);

        await using var second = await TinyInstance.SmallAsync(Data);
        await second.StopAsync();
        Assert.Contains("rider-1  骑手", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_StartsOver()
    {
        string greeting;
        await using (var first = await TinyInstance.SmallAsync(Data))
            greeting = first.State.Parameters["greeting"];
        await File.WriteAllTextAsync(Path.Combine(Data, "photo"), "old");

        await using var second = await TinyInstance.SmallAsync(Data, "--reset");
        Assert.NotEqual(greeting, second.State.Parameters["greeting"]);
        Assert.False(File.Exists(Path.Combine(Data, "photo")));
    }

    private static IEnumerable<string> Kinds(LocalHosting.InstanceState state, params string[] names) =>
        names.Select(name => state.Resource(name).Kind);

    private static async Task<object?> MigrationRunsAsync(LocalHosting.InstanceState state)
    {
        await using var connection = new NpgsqlConnection(
            $"{state.Resource("tiny-db").ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from migration_run", connection);
        return await count.ExecuteScalarAsync();
    }
}
