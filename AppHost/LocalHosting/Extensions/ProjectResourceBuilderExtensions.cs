namespace RiderPlatform.LocalHosting;

public static class ProjectResourceBuilderExtensions
{
    /// <summary>
    /// Adds a project. Its endpoints are those of <c>WithHttpEndpoint</c> alone: the repository has no launch
    /// profiles, from which Aspire would otherwise take fixed ports that two instances could not share.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject()));

    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Settings().Replicas = replicas;
        return builder;
    }
}
