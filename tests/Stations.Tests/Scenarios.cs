using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiderPlatform.Stations.Tests;

/// <summary>Requests as a client writes them, and what tests read from the answers.</summary>
internal static class Scenarios
{
    public static JsonObject Request(Action<JsonObject>? change = null)
    {
        var request = JsonNode.Parse($$"""
            {
              "name": "锦官驿骑手驿站", "kind": "RiderStation", "organisationId": "{{StationsFixture.Runner}}",
              "coBuilders": ["{{StationsFixture.CoBuilder}}"], "regionCode": "{{StationsFixture.Street}}",
              "address": "水津街 1 号", "longitude": 104.0853, "latitude": 30.6449, "openingHours": "24/7",
              "services": [
                {"code": "rest", "available": true}, {"code": "water", "available": true},
                {"code": "charging", "available": true},
                {"code": "wifi", "available": true}, {"code": "reading", "available": false},
                {"code": "laundry", "name": "共享洗衣", "available": true, "priceFen": 500}
              ]
            }
            """)!.AsObject();
        change?.Invoke(request);
        return request;
    }

    public static async Task<JsonObject> RegisterAsync(HttpClient client, Action<JsonObject>? change = null)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/stations", Request(change));
        return await answer.BodyAsync(HttpStatusCode.Created);
    }

    public static async Task<JsonObject> GetAsync(
        HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.BodyAsync(status);
    }

    public static async Task<JsonObject> BodyAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status,
            $"Wanted {status}, got {answer.StatusCode}: {text}{ServiceLog.Behind(text)}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The problem's type, with its two languages checked.</summary>
    public static async Task<JsonObject> ProblemAsync(
        this HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        var problem = await answer.BodyAsync(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/problems/{name}", problem.Text("type"));
        Assert.Contains(problem.Text("detail"), c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Contains(problem.Text("detail"), char.IsAsciiLetter);
        return problem;
    }

    public static string Text(this JsonObject json, string name) => json[name]!.GetValue<string>();

    public static string Id(this JsonObject json) => json.Text("id");

    public static long Version(this JsonObject json) => json["version"]!.GetValue<long>();

    public static IReadOnlyList<JsonObject> Items(this JsonObject json) =>
        [.. json["items"]!.AsArray().Select(i => i!.AsObject())];

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, JsonNode body, string? idempotencyKey = null)
    {
        var request =
            new HttpRequestMessage(
            method, new Uri(path, UriKind.Relative)) { Content =
            JsonContent.Create(body, options: JsonSerializerOptions.Default) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return client.SendAsync(request);
    }
}
