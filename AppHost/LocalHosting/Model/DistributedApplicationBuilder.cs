using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<Resource> _resources = [];

    public DistributedApplicationBuilder(string[] args)
    {
        Configuration.AddEnvironmentVariables().AddCommandLine(WithSwitchValues(args));
        var publishing = Configuration["publisher"] is not null || Configuration["operation"] == "publish";
        ExecutionContext = new DistributedApplicationExecutionContext(
            publishing ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);
    }

    public ConfigurationManager Configuration { get; } = new();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (_resources.Exists(other => other.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException($"There is already a resource named {resource.Name}.");
        _resources.Add((Resource)(object)resource);
        return new ResourceBuilder<T>(resource, this);
    }

    public DistributedApplication Build() => new(_resources, Configuration, ExecutionContext);

    /// <summary>
    /// A bare <c>--verbose</c> means true; the command-line provider would take the next option as its value.
    /// </summary>
    private static string[] WithSwitchValues(string[] args) =>
        [.. args.Select((arg, at) => arg.StartsWith("--", StringComparison.Ordinal) && !arg.Contains('=') &&
            (at + 1 == args.Length || args[at + 1].StartsWith("--", StringComparison.Ordinal)) ? $"{arg}=true" : arg)];
}

internal sealed record ResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder)
    : IResourceBuilder<T> where T : IResource;
