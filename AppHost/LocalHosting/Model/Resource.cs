namespace RiderPlatform.LocalHosting;

public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    internal ResourceSettings Settings { get; } = new();
}

/// <summary>
/// What the calls of AppHost's Program.cs have said about one resource, in the order in which they were made.
/// </summary>
internal sealed class ResourceSettings
{
    public List<EnvironmentEntry> Environment { get; } = [];

    public List<string> Arguments { get; } = [];

    public List<Endpoint> Endpoints { get; } = [];

    public List<Wait> Waits { get; } = [];

    public List<ResourceUrlAnnotation> Urls { get; } = [];

    public string? Volume { get; set; }

    public string? HealthPath { get; set; }

    public int Replicas { get; set; } = 1;

    public bool ExplicitStart { get; set; }
}

internal sealed record EnvironmentEntry(string Name, ReferenceExpression Value);

internal enum WaitKind
{
    Healthy,
    Completion,
}

internal sealed record Wait(Resource On, WaitKind Kind, int ExitCode = 0);

internal static class ResourceAccess
{
    public static ResourceSettings Settings<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Resource.Settings();

    public static ResourceSettings Settings(this IResource resource) => ((Resource)resource).Settings;
}
