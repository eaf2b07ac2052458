namespace RiderPlatform.LocalHosting;

/// <summary>
/// The environment and command line of a project's process: what Aspire gives, and where our data lies.
/// </summary>
internal static class ProjectEnvironment
{
    /// <summary>The data folder, for what a project keeps in files (photos); the name is ours, not Aspire's.</summary>
    public const string DataVariable = "RIDERPLATFORM_DATA";

    public static ChildCommand Command(ProjectResource project, string label, int? port, string data)
    {
        var environment = new Dictionary<string, string>
        {
            [ChildCommand.OwnerVariable] = data,
            [DataVariable] = data,
            ["OTEL_SERVICE_NAME"] = project.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={label}",
            // Whatever the shell or a launch profile says of addresses is meant for the host, not for its children.
            ["ASPNETCORE_HTTP_PORTS"] = "",
            ["ASPNETCORE_HTTPS_PORTS"] = "",
            ["ASPNETCORE_URLS"] = port is null ? "" : $"http://localhost:{port}",
        };
        foreach (var entry in project.Settings.Environment)
            environment[entry.Name] = entry.Value.Value;
        var assembly = project.Metadata.AssemblyPath;
        return new ChildCommand(DotNet(), ["exec", assembly, .. project.Settings.Arguments])
        {
            InheritsEnvironment = true,
            Environment = environment,
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
    }

    public static void Check(IProjectMetadata project)
    {
        if (!File.Exists(project.AssemblyPath))
            throw new HostingException($"尚未构建 · Not built yet: {project.AssemblyPath}");
    }

    /// <summary>The same .NET that runs us.</summary>
    private static string DotNet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
