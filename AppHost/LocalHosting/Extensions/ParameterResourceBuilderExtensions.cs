namespace RiderPlatform.LocalHosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false,
        bool secret = false) =>
        builder.AddResource(new ParameterResource(name, secret) { Constant = value });

    /// <remarks>
    /// The stand-in keeps every generated value whatever <paramref name="persist"/> says: data outlives a run.
    /// </remarks>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false,
        bool persist = false) =>
        builder.AddResource(new ParameterResource(name, secret) { Default = value });

    /// <summary>A password that nobody declared: not a resource of the model, written last in the manifest.</summary>
    internal static ParameterResource ImplicitPassword(string name, bool special = true) =>
        new(name, secret: true) { Default = new GenerateParameterDefault { Special = special } };
}
