namespace RiderPlatform.Grievances.Open311.Wire;

internal enum WireFormat
{
    Xml,
    Json,
}

/// <summary>
/// The ending of the address decides; without one the Accept header, and XML where it leaves the choice.
/// </summary>
internal static class WireFormats
{
    /// <summary>Endings that every resource is offered with.</summary>
    public static readonly IReadOnlyList<string> Endings = ["", ".xml", ".json"];

    public static WireFormat Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return Has(path, ".json") ? WireFormat.Json
            : Has(path, ".xml") ? WireFormat.Xml
            : PrefersJson(request) ? WireFormat.Json : WireFormat.Xml;
    }

    /// <summary><c>road.manhole.xml</c> → <c>road.manhole</c>: a code may hold points of its own.</summary>
    public static string WithoutEnding(string name) =>
        Has(name, ".json") ? name[..^".json".Length] : Has(name, ".xml") ? name[..^".xml".Length] : name;

    private static bool Has(string text, string ending) => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool PrefersJson(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().Accept;
        double Quality(params string[] types) => wanted.Where(a => types.Contains(a.MediaType.Value))
            .Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Quality("application/json") > Quality("text/xml", "application/xml");
    }
}
