using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>The one description of everything that the gateway offers, as another agency's engineer reads it.</summary>
[Collection(Platform.Name)]
public sealed class DescriptionTests(Platform platform)
{
    [Fact]
    public async Task EveryBody_HasAnExample()
    {
        var description = await platform.Door.Http.GetFromJsonAsync<JsonElement>("/openapi.json");
        var bodies = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {path.Name}", o.Value)))
            .Where(o => o.Value.ValueKind == JsonValueKind.Object && o.Value.TryGetProperty("responses", out _))
            .SelectMany(o => Bodies(o.Value).Select(b => (Body: $"{o.Name} {b.Name}", b.Value)))
            .ToList();
        Assert.True(bodies.Count > 80, $"{bodies.Count} bodies");
        Assert.Empty(bodies.Where(b => !b.Value.TryGetProperty("example", out _)).Select(b => b.Body));
    }

    private static IEnumerable<JsonProperty> Bodies(JsonElement operation)
    {
        var holders = operation.GetProperty("responses").EnumerateObject().Select(r => r.Value);
        if (operation.TryGetProperty("requestBody", out var request))
        {
            holders = holders.Append(request);
        }

        return holders.Where(h => h.TryGetProperty("content", out _))
            .SelectMany(h => h.GetProperty("content").EnumerateObject());
    }
}
