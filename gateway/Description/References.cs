using System.Text.Json.Nodes;

namespace RiderPlatform.Gateway.Description;

/// <param name="Kind"><c>schemas</c>, <c>responses</c>, …</param>
/// <param name="Name">The component's name.</param>
internal readonly record struct ComponentName(string Kind, string Name)
{
    private const string Prefix = "#/components/";

    public override string ToString() => $"{Prefix}{Kind}/{Escape(Name)}";

    public static ComponentName? Parse(string reference)
    {
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal)
            || reference.IndexOf('/', Prefix.Length) is var cut && cut < 0)
        {
            return null;
        }

        return new ComponentName(reference[Prefix.Length..cut], Unescape(reference[(cut + 1)..]));
    }

    // RFC 6901: "/" and "~" inside a name.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

/// <summary>The <c>$ref</c>s of a document.</summary>
internal static class References
{
    private const string Key = "$ref";

    /// <summary>Every component that <paramref name="start"/> needs, directly or through others.</summary>
    public static HashSet<ComponentName> ReachableFrom(JsonNode start, JsonObject components)
    {
        var found = new HashSet<ComponentName>();
        var open = new Stack<JsonNode>([start]);
        while (open.TryPop(out var node))
        {
            foreach (var name in Objects(node).Select(Of).OfType<ComponentName>().Where(found.Add))
            {
                if (components[name.Kind]?[name.Name] is { } component)
                {
                    open.Push(component);
                }
            }
        }

        return found;
    }

    public static void Rename(JsonNode document, IReadOnlyDictionary<ComponentName, ComponentName> renamed)
    {
        foreach (var node in Objects(document).ToList())
        {
            if (Of(node) is { } name && renamed.TryGetValue(name, out var target))
            {
                node[Key] = target.ToString();
            }
        }
    }

    private static ComponentName? Of(JsonObject node) =>
        node[Key] is JsonValue value && value.TryGetValue<string>(out var text) ? ComponentName.Parse(text) : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).SelectMany(Objects).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
