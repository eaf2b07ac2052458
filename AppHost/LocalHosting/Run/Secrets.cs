using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// What an instance has once chosen and finds again: generated passwords and ports, in <c>secrets.json</c>.
/// </summary>
internal sealed class Secrets
{
    private readonly string _path;
    private readonly Content _content;

    public Secrets(string path)
    {
        _path = path;
        IsNew = !File.Exists(path);
        _content = Read(path);
    }

    /// <summary>Nothing had been kept here before.</summary>
    public bool IsNew { get; }

    public void Save() => PrivateFile.Write(_path, _content);

    /// <summary>
    /// In this order: configuration, the constant of Program.cs, the value of an earlier run, a new one.
    /// </summary>
    public void Resolve(ParameterResource parameter, IConfiguration configuration)
    {
        parameter.Value = configuration[$"Parameters:{parameter.Name}"] ?? parameter.Constant;
        if (parameter.Value is not null || parameter.Default is null)
            return;
        if (!_content.Parameters.TryGetValue(parameter.Name, out var kept))
            _content.Parameters[parameter.Name] = kept = parameter.Default.GetDefaultValue();
        parameter.Value = kept;
    }

    /// <summary>The port of an earlier run, unless something else has taken it meanwhile.</summary>
    public int Port(string name)
    {
        if (_content.Ports.TryGetValue(name, out var kept) && FreePorts.TryTake(kept))
            return kept;
        return _content.Ports[name] = FreePorts.Next();
    }

    private static Content Read(string path)
    {
        if (!File.Exists(path))
            return new Content();
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(path), PrivateFile.Json) ?? new Content();
        }
        catch (JsonException error)
        {
            throw new HostingException($"{path} 已损坏 · {path} is damaged: {error.Message}", error);
        }
    }

    private sealed class Content
    {
        public Dictionary<string, string> Parameters { get; init; } = [];

        public Dictionary<string, int> Ports { get; init; } = [];
    }
}
