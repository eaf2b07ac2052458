using RiderPlatform.LocalHosting;

namespace RiderPlatform.TinyHost;

/// <summary>
/// One of everything that the host can run; <c>--tiny-servers false</c> leaves out the two that take seconds.
/// </summary>
internal static class TinyModel
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        var greeting = builder.AddParameter("greeting", new GenerateParameterDefault(), secret: true, persist: true);
        var port = builder.Configuration.GetValue("tiny-port", 0);
        var tiny = builder.AddProject<TinyProject>("tiny")
            .WithArgs("serve")
            .WithHttpEndpoint(port: port == 0 ? null : port)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithReplicas(builder.Configuration.GetValue("replicas", 1))
            .WithEnvironment("TINY_GREETING", greeting)
            .WithUrlForEndpoint("http", url => url.DisplayText = "小服务 Tiny");
        tiny.WithEnvironment("TINY_SELF", tiny.GetEndpoint("http")).WithReference(tiny);

        if (builder.Configuration.GetValue("tiny-servers", true))
            AddServers(builder, tiny, builder.Configuration["tiny-migration"] ?? "0");
        builder.Build().Run();
    }

    private static void AddServers(
        IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> tiny, string migrationExitCode)
    {
        var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("tiny-db", "tiny");
        var broker = builder.AddRabbitMQ("messaging").WithDataVolume();
        var migration = builder.AddProject<TinyProject>("tiny-migrate")
            .WithArgs("migrate", migrationExitCode)
            .WithReference(database, "tiny")
            .WaitFor(database);
        tiny.WithReference(database, "tiny").WithReference(broker).WaitForCompletion(migration).WaitFor(broker);
    }

    private sealed class TinyProject : IProjectMetadata
    {
        public string ProjectPath => "tests/TinyHost/TinyHost.csproj";

        public string AssemblyPath => typeof(TinyModel).Assembly.Location;
    }
}
