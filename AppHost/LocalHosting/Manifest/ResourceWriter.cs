using System.Text.Json;

namespace RiderPlatform.LocalHosting;

/// <summary>Writes one resource of the manifest.</summary>
internal sealed class ResourceWriter(
    Utf8JsonWriter json, string manifestPath, Action<ReferenceExpression> noteReferences)
{
    public void Write(Resource resource)
    {
        json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case PostgresServerResource server:
                WriteContainer(server, server.ConnectionStringExpression,
                    "docker.io/library/postgres:17.6", "/var/lib/postgresql/data");
                break;
            case RabbitMQServerResource broker:
                var management = broker.Settings.Endpoints.Exists(endpoint => endpoint.Name == "management");
                WriteContainer(broker, broker.ConnectionStringExpression,
                    $"docker.io/library/rabbitmq:4.2{(management ? "-management" : "")}", "/var/lib/rabbitmq");
                break;
            case PostgresDatabaseResource database:
                json.WriteString("type", "value.v0");
                WriteExpression("connectionString", database.ConnectionStringExpression);
                break;
            case ProjectResource project:
                WriteProject(project);
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }

        json.WriteEndObject();
    }

    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
            json.WriteBoolean("secret", true);
        if (parameter.Default is GenerateParameterDefault generated)
        {
            json.WriteStartObject("default");
            json.WriteStartObject("generate");
            json.WriteNumber("minLength", generated.MinLength);
            if (!generated.Special)
                json.WriteBoolean("special", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContainer(Resource resource, ReferenceExpression connectionString, string image, string mount)
    {
        json.WriteString("type", "container.v0");
        WriteExpression("connectionString", connectionString);
        json.WriteString("image", image);
        if (resource.Settings.Volume is { } volume)
        {
            json.WriteStartArray("volumes");
            json.WriteStartObject();
            json.WriteString("name", volume);
            json.WriteString("target", mount);
            json.WriteBoolean("readOnly", false);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteEnvironment(resource, []);
        WriteBindings(resource);
    }

    private void WriteProject(ProjectResource project)
    {
        json.WriteString("type", "project.v0");
        json.WriteString("path", RelativePath(project.Metadata.ProjectPath));
        if (project.Settings.Arguments.Count > 0)
        {
            json.WriteStartArray("args");
            foreach (var argument in project.Settings.Arguments)
                json.WriteStringValue(argument);
            json.WriteEndArray();
        }

        WriteEnvironment(project, ProjectEnvironment(project));
        WriteBindings(project);
    }

    /// <summary>
    /// What Aspire adds to every project: retries of the exporter, and for a web project its port and proxy headers.
    /// </summary>
    private static List<EnvironmentEntry> ProjectEnvironment(ProjectResource project)
    {
        List<EnvironmentEntry> entries =
        [
            Literal("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EXCEPTION_LOG_ATTRIBUTES", "true"),
            Literal("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES", "true"),
            Literal("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
        ];
        if (project.Settings.Endpoints.Count > 0)
        {
            entries.Add(Literal("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));
            entries.Add(Literal("HTTP_PORTS", $"{{{project.Name}.bindings.http.targetPort}}"));
        }

        return entries;
    }

    private void WriteEnvironment(Resource resource, List<EnvironmentEntry> defaults)
    {
        json.WriteStartObject("env");
        foreach (var sameName in defaults.Concat(resource.Settings.Environment).GroupBy(entry => entry.Name))
            WriteExpression(sameName.Key, sameName.Last().Value);
        json.WriteEndObject();
    }

    private void WriteBindings(Resource resource)
    {
        if (resource.Settings.Endpoints.Count == 0)
            return;
        json.WriteStartObject("bindings");
        foreach (var endpoint in resource.Settings.Endpoints)
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.Scheme);
            json.WriteString("protocol", "tcp");
            json.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port)
                json.WriteNumber("port", port);
            if (endpoint.TargetPort is { } targetPort)
                json.WriteNumber("targetPort", targetPort);
            if (endpoint.External)
                json.WriteBoolean("external", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteExpression(string name, ReferenceExpression expression)
    {
        noteReferences(expression);
        json.WriteString(name, expression.ValueExpression);
    }

    private string RelativePath(string path) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(manifestPath))!, path).Replace('\\', '/');

    private static EnvironmentEntry Literal(string name, string value) => new(name, ReferenceExpression.Literal(value));
}
