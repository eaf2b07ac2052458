using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation => operation;

    public bool IsRunMode => operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;
}

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    DistributedApplication Build();
}
