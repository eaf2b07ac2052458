namespace RiderPlatform.LocalHosting;

// The interfaces of Aspire's application model that the extension methods constrain on. They carry the same names
// and the same hierarchy, so that a call which compiles here compiles there, and one that is refused there (a
// database is no IResourceWithEnvironment) is refused here.

public interface IResource
{
    string Name { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithConnectionString : IResource
{
    ReferenceExpression ConnectionStringExpression { get; }
}

public interface IResourceWithParent<out T> : IResource where T : IResource
{
    T Parent { get; }
}

/// <summary>Where a generated <c>Projects.X</c> says which project it stands for.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    bool SuppressBuild => false;

    /// <summary>
    /// The built program. Only the stand-in knows it: Aspire starts projects through <c>dotnet run</c>.
    /// </summary>
    string AssemblyPath => throw new HostingException(
        $"找不到 {ProjectPath} 的构建输出 · No built program is known for {ProjectPath}");
}

public interface IResourceBuilder<out T> where T : IResource
{
    T Resource { get; }

    IDistributedApplicationBuilder ApplicationBuilder { get; }
}
