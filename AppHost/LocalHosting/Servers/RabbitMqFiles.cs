using System.Security.Cryptography;
using System.Text.Json;

namespace RiderPlatform.LocalHosting;

/// <summary>The files and environment that make a RabbitMQ node private.</summary>
internal sealed class RabbitMqFiles(
    string folder, RabbitMqOptions options, int port, int distributionPort, int mapperPort)
{
    public const string NodeName = "rider@localhost";

    private const string DebianRoot = "/usr/lib/rabbitmq/lib";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static int _calls;
    private readonly string _folder = Path.GetFullPath(folder);

    private string CookieFile => InFolder(".erlang.cookie");

    /// <summary>
    /// Debian's wrapper in /usr/sbin wants root or the user rabbitmq; the script below it takes any user.
    /// RUNNING_UNDER_SYSTEMD makes it replace itself by the VM, so that the process we know is the broker itself.
    /// </summary>
    public ChildCommand ServerCommand() => new(FindServer())
    {
        WorkingDirectory = _folder,
        OnHostDeath = Signal.Terminate,
        Environment = new Dictionary<string, string>(ErlangEnvironment)
        {
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
            ["RABBITMQ_MNESIA_BASE"] = InFolder("data"),
            ["RABBITMQ_LOG_BASE"] = InFolder("log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = InFolder("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = InFolder("rabbitmq-env.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InFolder("enabled_plugins"),
            // Without the first the distribution port would listen on every interface; without the last its schedulers
            // spin while they wait, on cores that everybody else here needs.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false"
                + " +sbwt none +sbwtdcpu none +sbwtdio none",
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        },
    };

    /// <summary>
    /// In the foreground, as a child like any other: the daemon that Erlang starts by itself outlives everybody.
    /// </summary>
    public ChildCommand MapperCommand() => new(Require("epmd", "/usr/bin/epmd"))
    {
        WorkingDirectory = _folder,
        Environment = ErlangEnvironment,
    };

    /// <summary>
    /// Evaluates an Erlang expression on the node in some milliseconds; rabbitmqctl starts a VM for seconds.
    /// </summary>
    public ChildCommand CallCommand(string expression) => new(
        Require("erl_call", "/usr/lib/erlang/bin/erl_call"),
        // A hidden name of its own for each call: two calls under one name at once refuse each other.
        "-h", $"call-{Environment.ProcessId}-{Interlocked.Increment(ref _calls)}",
        "-sname", NodeName, "-timeout", "20", "-e")
    {
        Input = $"{expression}.\n",
        WorkingDirectory = _folder,
        Environment = ErlangEnvironment,
    };

    /// <summary>Throws when a binary is missing.</summary>
    public void Check() => _ = (ServerCommand(), MapperCommand(), CallCommand(""));

    public void Write(string userName, string password)
    {
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, OwnerOnly);
        if (!File.Exists(CookieFile))
        {
            File.WriteAllText(CookieFile, RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20));
            File.SetUnixFileMode(CookieFile, UnixFileMode.UserRead);
        }

        File.WriteAllText(InFolder("rabbitmq-env.conf"), "");
        File.WriteAllText(InFolder("enabled_plugins"), "[].\n");
        File.WriteAllText(InFolder("definitions.json"), JsonSerializer.Serialize(Definitions(userName, password)));
        File.WriteAllText(InFolder("rabbitmq.conf"), $"""
            load_definitions = {InFolder("definitions.json")}
            log.console = true
            log.console.level = warning
            log.file = false
            disk_free_limit.absolute = 200MB
            # Half of a small machine's memory would be too much beside PostgreSQL and five services.
            vm_memory_high_watermark.relative = 0.3

            """);
    }

    private Dictionary<string, string> ErlangEnvironment => new()
    {
        [ChildCommand.OwnerVariable] = options.Owner ?? _folder,
        ["HOME"] = _folder,
        ["LC_ALL"] = "C.UTF-8",
        ["ERL_EPMD_PORT"] = $"{mapperPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
    };

    /// <summary>
    /// The same at each start: the user and the default virtual host; queues and messages are data, not definitions.
    /// </summary>
    private static object Definitions(string userName, string password) => new
    {
        users = new[] { new { name = userName, password, tags = "administrator" } },
        vhosts = new[] { new { name = "/" } },
        permissions = new[]
        {
            new { user = userName, vhost = "/", configure = ".*", write = ".*", read = ".*" },
        },
    };

    private string InFolder(string name) => Path.Combine(_folder, name);

    private static string FindServer() => !Directory.Exists(DebianRoot)
        ? Missing("rabbitmq-server")
        : Directory.EnumerateDirectories(DebianRoot, "rabbitmq_server-*")
            .Select(home => Path.Combine(home, "sbin", "rabbitmq-server"))
            .LastOrDefault(File.Exists) ?? Missing("rabbitmq-server");

    private static string Require(string program, string path) => File.Exists(path) ? path : Missing(program);

    private static string Missing(string program) => throw new HostingException(
        $"找不到 {program}，请安装：apt-get install rabbitmq-server · {program} is missing (Debian: rabbitmq-server)");
}
