using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RiderPlatform.AppHost.Tests.Manifest;

/// <summary>What AppHost publishes, against what is written here.</summary>
public sealed class ManifestTests : IAsyncLifetime
{
    private static readonly string[] Services = ["organisations", "stations", "grievances", "points"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rider-manifest-");
    private string _text = "";

    private JsonObject Resources => JsonNode.Parse(_text)!["resources"]!.AsObject();

    public async Task InitializeAsync() => _text = await PublishAsync(Path.Combine(_folder.FullName, "manifest.json"));

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task CommittedFile_IsNotStale()
    {
        // Paths are relative to the manifest, so it is written beside the committed one.
        var beside = Path.Combine(Repository.Root, "deploy", $"{Guid.CreateVersion7()}.json");
        try
        {
            var now = await PublishAsync(beside);
            Assert.True(now == Repository.Read("deploy/aspire-manifest.json"),
                "deploy/aspire-manifest.json is stale: dotnet run --project AppHost -- --publisher manifest " +
                "--output-path deploy/aspire-manifest.json");
        }
        finally
        {
            File.Delete(beside);
        }
    }

    [Fact]
    public void Resources_AreTheseInThisOrder()
    {
        string[] expected =
        [
            "console-key: parameter.v0", "public-url: parameter.v0", "postgres: container.v0",
                "messaging: container.v0",
            "gateway: project.v0",
            .. Services.Append("console").SelectMany(name => new[]
            {
                $"{name}-db: value.v0", $"{name}-migrate: project.v0", $"{name}: project.v0",
            }),
            "postgres-password: parameter.v0", "postgres-password-uri-encoded: annotated.string",
            "messaging-password: parameter.v0", "messaging-password-uri-encoded: annotated.string",
        ];
        Assert.Equal(expected, Resources.Select(resource => $"{resource.Key}: {resource.Value!["type"]}"));
    }

    [Fact]
    public void Servers_AreContainersWithVolumesAndPasswordsThatAreAsked()
    {
        Assert.Equal(
            "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;" +
            "Password={postgres-password.value}", Text("postgres", "connectionString"));
        Assert.Equal(
            "amqp://guest:{messaging-password-uri-encoded.value}@" +
            "{messaging.bindings.tcp.host}:{messaging.bindings.tcp.port}", Text("messaging", "connectionString"));
        Assert.Equal("{messaging-password.value}", Environment("messaging")["RABBITMQ_DEFAULT_PASS"]!.ToString());
        Assert.Equal("5432", Resources["postgres"]!["bindings"]!["tcp"]!["targetPort"]!.ToString());
        Assert.Equal("5672", Resources["messaging"]!["bindings"]!["tcp"]!["targetPort"]!.ToString());
        foreach (var server in new[] { "postgres", "messaging" })
        {
            Assert.Equal($"rider-platform-{server}", Resources[server]!["volumes"]![0]!["name"]!.ToString());
            var password = Resources[$"{server}-password"]!["inputs"]!["value"]!;
            Assert.True(password["secret"]!.GetValue<bool>());
            Assert.Equal(22, password["default"]!["generate"]!["minLength"]!.GetValue<int>());
        }
    }

    [Fact]
    public void Services_HaveTheirOwnDatabaseTheBrokerAndNoOtherService()
    {
        foreach (var name in Services)
        {
            Assert.Equal($"{{postgres.connectionString}};Database={name}", Text($"{name}-db", "connectionString"));
            foreach (var project in new[] { name, $"{name}-migrate" })
            {
                var environment = Environment(project);
                Assert.Equal($"{{{name}-db.connectionString}}", environment[$"ConnectionStrings__{name}"]!.ToString());
                Assert.Equal("{messaging.connectionString}", environment["ConnectionStrings__messaging"]!.ToString());
                Assert.DoesNotContain(environment, entry => entry.Key.Split("__")[0] is "services" or "Demo");
            }

            Assert.Null(Resources[$"{name}-migrate"]!["bindings"]);
            Assert.Equal("migrate", Assert.Single(Resources[$"{name}-migrate"]!["args"]!.AsArray())!.ToString());
            Assert.Null(Resources[name]!["args"]);
        }
    }

    [Fact]
    public void Gateway_AloneIsExternalAndKnowsTheServices()
    {
        var external = Resources.Where(resource => resource.Value!["bindings"] is JsonObject bindings
            && bindings.Any(binding => binding.Value!["external"]?.GetValue<bool>() == true));
        Assert.Equal("gateway", Assert.Single(external).Key);
        foreach (var name in Services.Append("console"))
        {
            Assert.Equal(
                $"{{{name}.bindings.http.url}}", Environment("gateway")[$"services__{name}__http__0"]!.ToString());
        }
    }

    [Fact]
    public void Console_AsksTheGatewayAloneAndHasAKeyOfItsOwn()
    {
        var environment = Environment("console");
        Assert.Equal("{gateway.bindings.http.url}", environment["services__gateway__http__0"]!.ToString());
        Assert.Equal("{console-key.value}", environment["Console__Key"]!.ToString());
        Assert.Equal("{postgres.connectionString};Database=console", Text("console-db", "connectionString"));
        Assert.DoesNotContain(environment, e =>
            Services.Any(s => e.Key.StartsWith($"services__{s}__", StringComparison.Ordinal)));
        Assert.True(Resources["console-key"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
    }

    [Fact]
    public void WebProjects_ListenWhereTheyAreToldAndTrustOneIssuer()
    {
        foreach (var name in Services.Append("gateway").Append("console"))
        {
            var binding = Resources[name]!["bindings"]!["http"]!;
            Assert.Equal(("http", "tcp", "http"), (
                binding["scheme"]!.ToString(), binding["protocol"]!.ToString(), binding["transport"]!.ToString()));
            var environment = Environment(name);
            Assert.Equal($"{{{name}.bindings.http.targetPort}}", environment["HTTP_PORTS"]!.ToString());
            Assert.Equal("true", environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]!.ToString());
            Assert.Null(environment["ASPNETCORE_URLS"]);
            Assert.Null(environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            Assert.Equal("{public-url.value}", environment["Identity__Issuer"]!.ToString());
            Assert.Equal("{organisations.bindings.http.url}", environment["Identity__Keys"]!.ToString());
        }
    }

    [Fact]
    public void EveryExpression_RefersToAResourceOfTheManifest()
    {
        var known = Resources.Select(resource => resource.Key).ToHashSet();
        var named = Regex.Matches(_text, @"\{([a-z][a-z-]*)\.").Select(match => match.Groups[1].Value);
        Assert.Empty(named.Distinct().Except(known));
    }

    [Fact]
    public void EveryProject_IsAtTheNamedPath()
    {
        var paths = Resources.Select(resource => resource.Value!["path"]?.ToString()).OfType<string>();
        Assert.All(paths, path => Assert.True(File.Exists(Path.Combine(_folder.FullName, path)), path));
    }

    private static async Task<string> PublishAsync(string path)
    {
        var (code, output) = await Repository.RunAsync(
            Repository.AppHost, "--publisher", "manifest", "--output-path", path);
        Assert.True(code == 0, output);
        return await File.ReadAllTextAsync(path);
    }

    private string Text(string resource, string property) => Resources[resource]![property]!.ToString();

    private JsonObject Environment(string resource) => Resources[resource]!["env"]!.AsObject();
}
