using System.Text.Json;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>What an agency's engineer reads: every body of these routes has an example.</summary>
public sealed class DescriptionTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    [Theory]
    [InlineData("/api/v1/webhooks", 11)]
    [InlineData("/api/v1/imports", 4)]
    [InlineData("/api/v1/cases/{id}/notes", 2)]
    public async Task EveryBody_HasAnExample(string prefix, int operations)
    {
        var answer = await fixture.NewClient().GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var found = (await answer.ReadAsync(200)).GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {p.Name}", o.Value))).ToList();
        Assert.Equal(operations, found.Count);
        Assert.Empty(found.SelectMany(o => Bodies(o.Value)
            .Where(b => !b.Value.TryGetProperty("example", out _)).Select(b => $"{o.Name} {b.Name}")));
    }

    private static IEnumerable<JsonProperty> Bodies(JsonElement operation)
    {
        var holders = operation.GetProperty("responses").EnumerateObject().Select(r => r.Value).ToList();
        if (operation.TryGetProperty("requestBody", out var request))
        {
            holders.Add(request);
        }

        return holders.Where(h => h.TryGetProperty("content", out _))
            .SelectMany(h => h.GetProperty("content").EnumerateObject());
    }
}
