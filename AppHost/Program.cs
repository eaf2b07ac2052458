using Microsoft.Extensions.Configuration;

// The whole platform on one screen. Services never call one another: what one must tell the others goes through the
// broker, and only the gateway calls services. The console is a client: it asks the gateway, as browsers ask it.
// Options: --replicas N, --gateway-port P (0: any), --demo true|false.
var builder = DistributedApplication.CreateBuilder(args);
var isLocal = builder.ExecutionContext.IsRunMode;
var replicas = builder.Configuration.GetValue("replicas", 1);
var gatewayPort = builder.Configuration.GetValue("gateway-port", 8080);
var withDemo = isLocal && builder.Configuration.GetValue("demo", true);

var generated = new GenerateParameterDefault { MinLength = 22, Special = false };
var demoPassword = withDemo ? builder.AddParameter("demo-password", generated, secret: true, persist: true) : null;
var consoleKey = builder.AddParameter("console-key", generated, secret: true, persist: true);
var publicUrl = isLocal ? null : builder.AddParameter("public-url");

var postgres = builder.AddPostgres("postgres").WithDataVolume("rider-platform-postgres");
var messaging = builder.AddRabbitMQ("messaging").WithDataVolume("rider-platform-messaging");

var gateway = builder.AddProject<Projects.gateway>("gateway")
    .WithHttpEndpoint(port: gatewayPort == 0 ? null : gatewayPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "网关 Gateway")
    .WithUrlForEndpoint("http", _ => new() { Url = "/console/", DisplayText = "控制台 Console" });

var (organisations, organisationsReady) = AddService<Projects.Organisations>("organisations");
var (stations, stationsReady) = AddService<Projects.Stations>("stations");
var (grievances, grievancesReady) = AddService<Projects.Grievances>("grievances");
var (points, pointsReady) = AddService<Projects.Points>("points");
var (console, consoleReady) = AddService<Projects.Console>("console");
console.WithReference(gateway).WithEnvironment("Console__Key", consoleKey);

IResourceBuilder<ProjectResource>[] services = [organisations, stations, grievances, points, console];
foreach (var service in services)
    gateway.WithReference(service).WaitFor(service);

// No relay publishes before every queue is bound: a fact that finds one of two queues is lost to the other.
foreach (var service in services)
    foreach (var ready in (IResourceBuilder<ProjectResource>[])
        [organisationsReady, stationsReady, grievancesReady, pointsReady, consoleReady])
        service.WaitForCompletion(ready);

// The console asks for visitors: who is not signed in is counted by the visitor's address, not by the console's.
if (isLocal)
    gateway.WithEnvironment("TrustedProxies__0", "127.0.0.1").WithEnvironment("TrustedProxies__1", "::1");

// The migrate step of Organisations registers the console at the public address. A first generation of 2 MiB in place
// of the processor's cache keeps 80 MiB less in memory over all processes, at the same rates.
foreach (var project in (IResourceBuilder<ProjectResource>[])[gateway, organisationsReady, .. services])
    WithIdentity(project.WithEnvironment("DOTNET_GCgen0size", "0x200000"));

builder.Build().Run();

// A service has its own database; its migrate step brings schema, seeds and queues up to date before it starts.
(IResourceBuilder<ProjectResource> Service, IResourceBuilder<ProjectResource> Ready) AddService<TProject>(string name)
    where TProject : IProjectMetadata, new()
{
    var database = postgres.AddDatabase($"{name}-db", name);
    var migrate = WithDemo(builder.AddProject<TProject>($"{name}-migrate"))
        .WithArgs("migrate")
        .WithReference(database, name)
        .WithReference(messaging)
        .WaitFor(database)
        .WaitFor(messaging);
    var service = WithDemo(builder.AddProject<TProject>(name))
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReplicas(replicas)
        .WithReference(database, name)
        .WithReference(messaging)
        .WaitFor(messaging);
    return (service, migrate);
}

// Tokens name the address that browsers see: the gateway's here, a domain name in a city. Organisations signs them, and
// its own address serves for its keys alone.
void WithIdentity(IResourceBuilder<ProjectResource> project)
{
    project.WithEnvironment("Identity__Keys", organisations.GetEndpoint("http"));
    if (publicUrl is null)
        project.WithEnvironment("Identity__Issuer", gateway.GetEndpoint("http"));
    else
        project.WithEnvironment("Identity__Issuer", publicUrl);
}

// The demo city and its accounts exist on a developer's machine only, never in what is published.
IResourceBuilder<ProjectResource> WithDemo(IResourceBuilder<ProjectResource> project) => demoPassword is null ? project
    : project.WithEnvironment("Demo__Enabled", "true").WithEnvironment("Demo__Password", demoPassword);
