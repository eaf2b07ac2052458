using System.Diagnostics;
using System.Globalization;
using RabbitMQ.Client;

namespace RiderPlatform.Harness;

/// <summary>A throw-away node with its own cookie, port mapper and ports on loopback.</summary>
internal sealed class TestRabbitMq(string folder)
{
    private readonly int _port = Ports.Free();
    private readonly int _distribution = Ports.Free();
    private readonly int _mapper = Ports.Free();
    private Process? _node;

    public async Task StartAsync()
    {
        Directory.CreateDirectory(folder);
        var cookie = Path.Combine(folder, ".erlang.cookie");
        await File.WriteAllTextAsync(cookie, "TESTCOOKIE");
        File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "rabbitmq.conf"),
            "default_user = test\ndefault_pass = test\nlog.file.level = warning\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "env.conf"), "");
        _node = Shell.Start(["setpriv", "--pdeathsig=TERM", $"{Scripts}/rabbitmq-server"], Settings);
        await Eventually.ReturnsAsync(async () =>
        {
            await using var connection =
                await new ConnectionFactory { Uri = new Uri(Address("/")) }.CreateConnectionAsync();
            return connection.IsOpen;
        }, TimeSpan.FromSeconds(60));
    }

    public async Task<string> NewVirtualHostAsync(string name)
    {
        await Shell.RunAsync([$"{Scripts}/rabbitmqctl", "eval", $"""
            rabbit_vhost:add(<<"{name}">>, <<"test">>),
            rabbit_auth_backend_internal:set_permissions(<<"test">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>).
            """], Settings);
        return Address(name);
    }

    public void Stop()
    {
        Shell.Stop(_node, "TERM");
        using var mapper = Shell.Start(["epmd", "-port", _mapper.ToString(CultureInfo.InvariantCulture), "-kill"]);
        mapper.WaitForExit(2000);
    }

    private static string Scripts => Directory.GetDirectories("/usr/lib/rabbitmq/lib").Max() + "/sbin";

    private string Address(string virtualHost) =>
        $"amqp://test:test@127.0.0.1:{_port}/{(virtualHost == "/" ? "" : virtualHost)}";

    private Dictionary<string, string> Settings => new()
    {
        ["HOME"] = folder,
        ["RABBITMQ_NODENAME"] = "test@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{_port}",
        ["RABBITMQ_DIST_PORT"] = $"{_distribution}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "env.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["ERL_EPMD_PORT"] = $"{_mapper}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };
}
