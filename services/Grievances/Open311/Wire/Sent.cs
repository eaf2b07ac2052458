using Microsoft.Extensions.Primitives;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// The parameters of a call: the form's, else the query's. An empty value is the same as none, as the specification
/// says of optional arguments; files of a multipart form are not read.
/// </summary>
internal sealed class Sent(IReadOnlyDictionary<string, StringValues> values)
{
    public IEnumerable<KeyValuePair<string, StringValues>> All => values;

    /// <summary>The first value that says something, without the white space around it.</summary>
    public string? One(string name) => Many(name) is [var first, ..] ? first : null;

    /// <summary>Every value, whether the name was repeated, or written with brackets as PHP wants it.</summary>
    public IReadOnlyList<string> Many(string name) => [.. new[] { name, $"{name}[]" }
        .SelectMany(n => values.TryGetValue(n, out var found) ? found.ToArray() : [])
        .Select(v => v?.Trim()).OfType<string>().Where(v => v.Length > 0)];

    /// <summary>Values with commas between, as lists are declared in queries.</summary>
    public IReadOnlyList<string> Listed(string name) => [.. Many(name)
        .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Distinct(StringComparer.Ordinal)];

    public static async Task<Sent> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Query)
        {
            values[name] = value;
        }

        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(http.RequestAborted))
            {
                values[name] = value;
            }
        }

        return new Sent(values);
    }
}
