using System.Text.Encodings.Web;
using System.Text.Json;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Writes the model as Aspire 13.1 does: resources in the order of their declaration, then what they refer to but
/// nobody declared, then the URI-encoded forms of passwords. Replicas, waits and health checks have no place in a
/// manifest.
/// </summary>
internal sealed class ManifestWriter(IReadOnlyList<Resource> model, string manifestPath)
{
    private readonly List<ParameterResource> _implicit = [];
    private readonly List<ParameterResource> _uriEncoded = [];

    public void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(manifestPath))!);
        using var file = File.Create(manifestPath);
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/aspire-8.0.json");
            json.WriteStartObject("resources");
            WriteResources(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    private void WriteResources(Utf8JsonWriter json)
    {
        var resources = new ResourceWriter(json, manifestPath, NoteReferences);
        foreach (var resource in model)
            resources.Write(resource);
        foreach (var parameter in _implicit)
        {
            resources.Write(parameter);
            WriteUriEncoded(json, parameter);
        }

        foreach (var parameter in _uriEncoded.Except(_implicit))
            WriteUriEncoded(json, parameter);
    }

    private void WriteUriEncoded(Utf8JsonWriter json, ParameterResource parameter)
    {
        if (!_uriEncoded.Contains(parameter))
            return;
        json.WriteStartObject(parameter.UriEncodedName);
        json.WriteString("type", "annotated.string");
        json.WriteString("value", parameter.Expression.ValueExpression);
        json.WriteString("filter", "uri");
        json.WriteEndObject();
    }

    private void NoteReferences(ReferenceExpression expression)
    {
        foreach (var parameter in expression.References.OfType<ParameterResource>())
        {
            if (!model.Contains(parameter) && !_implicit.Contains(parameter))
                _implicit.Add(parameter);
            if (expression.ValueExpression.Contains($"{{{parameter.UriEncodedName}.value}}", StringComparison.Ordinal)
                && !_uriEncoded.Contains(parameter))
                _uriEncoded.Add(parameter);
        }
    }
}
