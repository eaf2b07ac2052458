using System.Text.Json;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// <c>instance.json</c> in the data folder: where everything runs, for programs that test or measure the platform.
/// It holds secrets and is readable by its owner alone. After a host was killed it is stale: see <see cref="Host"/>.
/// </summary>
/// <param name="Healthy">Every resource is healthy, every step done.</param>
/// <param name="Host">The process id of the host that wrote it.</param>
/// <param name="Gateway">The address of the first resource with an external endpoint.</param>
public sealed record InstanceState(
    bool Healthy, int Host, string? Gateway, string Data, IReadOnlyList<InstanceResource> Resources,
    IReadOnlyDictionary<string, string> Parameters)
{
    public const string FileName = "instance.json";

    public static InstanceState? TryRead(string data)
    {
        var path = Path.Combine(data, FileName);
        return File.Exists(path)
            ? JsonSerializer.Deserialize<InstanceState>(File.ReadAllText(path), PrivateFile.Json)
            : null;
    }

    public InstanceResource Resource(string name) =>
        Resources.FirstOrDefault(resource => resource.Name == name)
        ?? throw new HostingException($"没有名为 {name} 的资源 · There is no resource named {name}");
}

/// <param name="Kind">postgres, rabbitmq, database, project or parameter.</param>
public sealed record InstanceResource(
    string Name, string Kind, ResourceState State, string? Url, string? ConnectionString,
    IReadOnlyList<InstanceProcess> Processes);

/// <param name="Pid">0 while there is no process.</param>
/// <param name="Port">0 for a step, which listens nowhere.</param>
public sealed record InstanceProcess(int Pid, int Port, ResourceState State, int Restarts);
