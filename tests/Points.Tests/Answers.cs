using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;

namespace RiderPlatform.Points.Tests;

internal static class Answers
{
    /// <summary>The body, after checking the status; the failure shows the body.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage answer, HttpStatusCode wanted)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == wanted,
            $"wanted {wanted}, got {answer.StatusCode}: {text}{ServiceLog.Behind(text)}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The refusal's name, after checking that it is a problem with this status.</summary>
    public static async Task<string> RefusalAsync(this HttpResponseMessage answer, HttpStatusCode wanted) =>
        (await answer.ReadAsync(wanted)).GetProperty("title").GetString()!;

    public static Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string path, object? body = null, string? key = null)
    {
        var request =
            new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }
}
