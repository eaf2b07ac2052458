using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace RiderPlatform.Gateway.Description;

/// <summary>
/// Puts the services' OpenAPI documents into one: only routed paths and what they refer to; a component that two
/// services describe differently gets its service's name in front (<c>PointsEntry</c>), one that is the same is kept
/// once.
/// </summary>
public static class DocumentMerge
{
    public static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <param name="Service">The service's name.</param>
    /// <param name="IsRouted">Whether the gateway lets a path of this service through.</param>
    /// <param name="Document">Its own description.</param>
    public sealed record Part(string Service, Func<string, bool> IsRouted, JsonObject Document);

    public static JsonObject Of(IEnumerable<Part> parts, string server)
    {
        var merged = new Merged();
        foreach (var part in parts)
        {
            merged.Add(part);
        }

        return new JsonObject
        {
            ["openapi"] = merged.Version,
            ["info"] = merged.Info,
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["paths"] = merged.Paths,
            ["components"] = merged.Components,
            ["tags"] = merged.Tags,
        };
    }

    private sealed class Merged
    {
        private readonly HashSet<string> _operationIds = [];

        public string Version { get; private set; } = "3.1.1";

        public JsonObject Info { get; private set; } = new() { ["title"] = "RiderPlatform API", ["version"] = "1.0" };

        public JsonObject Paths { get; } = [];

        public JsonObject Components { get; } = [];

        public JsonArray Tags { get; } = [];

        public void Add(Part part)
        {
            var document = (JsonObject)part.Document.DeepClone();
            Version = (string?)document["openapi"] ?? Version;
            Info = (document["info"] as JsonObject)?.DeepClone().AsObject() ?? Info;
            var paths = document["paths"] as JsonObject ?? [];
            foreach (var hidden in paths.Select(p => p.Key).Where(p => !part.IsRouted(p)).ToList())
            {
                paths.Remove(hidden);
            }

            AddComponents(part.Service, document, paths);
            AddPaths(part.Service, paths);
            AddTags(document);
        }

        private void AddPaths(string service, JsonObject paths)
        {
            foreach (var (path, item) in paths.ToList())
            {
                foreach (var operation in item!.AsObject().Select(o => o.Value).OfType<JsonObject>())
                {
                    if (operation["operationId"] is JsonValue id && !_operationIds.Add(id.GetValue<string>()))
                    {
                        operation["operationId"] = Prefixed(service, id.GetValue<string>());
                    }
                }

                paths.Remove(path);
                Paths.TryAdd(path, item);
            }
        }

        private void AddComponents(string service, JsonObject document, JsonObject paths)
        {
            var own = document["components"] as JsonObject ?? [];
            var needed = References.ReachableFrom(paths, own);
            needed.UnionWith((own["securitySchemes"] as JsonObject ?? [])
                .Select(s => new ComponentName("securitySchemes", s.Key)));
            var renamed = needed.Where(n => IsTakenByAnother(n, own))
                .ToDictionary(n => n, n => n with { Name = Prefixed(service, n.Name) });
            References.Rename(document, renamed);
            foreach (var name in needed)
            {
                var target = renamed.GetValueOrDefault(name, name);
                var kind = Components[name.Kind] as JsonObject ?? [];
                Components[name.Kind] = kind;
                kind.TryAdd(target.Name, own[name.Kind]?[name.Name]?.DeepClone());
            }
        }

        /// <summary>
        /// Compared before anything is renamed. The same text is not enough: <c>PageOfItem</c> reads alike in two
        /// services whose <c>Item</c> differs, so everything that it refers to must be the same too.
        /// </summary>
        private bool IsTakenByAnother(ComponentName name, JsonObject own) =>
            Components[name.Kind]?[name.Name] is not null && own[name.Kind]?[name.Name] is { } component
            && References.ReachableFrom(component, own).Append(name).Any(n => Differs(n, own));

        private bool Differs(ComponentName name, JsonObject own) =>
            Components[name.Kind]?[name.Name] is { } taken && !JsonNode.DeepEquals(taken, own[name.Kind]?[name.Name]);

        private void AddTags(JsonObject document)
        {
            foreach (var tag in (document["tags"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (!Tags.OfType<JsonObject>().Any(t => (string?)t["name"] == (string?)tag["name"]))
                {
                    Tags.Add(tag.DeepClone());
                }
            }
        }

        private static string Prefixed(string service, string name) =>
            char.ToUpperInvariant(service[0]) + service[1..] + name;
    }
}
