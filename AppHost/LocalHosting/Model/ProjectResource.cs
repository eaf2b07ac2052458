namespace RiderPlatform.LocalHosting;

public sealed class ProjectResource(string name, IProjectMetadata metadata) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal IProjectMetadata Metadata => metadata;
}
