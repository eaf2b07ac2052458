using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiderPlatform.Organisations.Tests;

/// <summary>Requests and answers in the words of the tests.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Uri Relative(this string path) => new(path, UriKind.Relative);

    /// <summary>GET that must answer 200.</summary>
    public static async Task<JsonNode> ReadAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(path.Relative());
        return await answer.Expect(HttpStatusCode.OK);
    }

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path.Relative());
        request.Content = body is null ? null : JsonContent.Create(body, options: Json);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string path, object body, string? key = null) =>
        client.SendAsync(HttpMethod.Post, path, body, key);

    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, object body) =>
        client.SendAsync(HttpMethod.Put, path, body);

    /// <summary>The body, when the status is the expected one; otherwise a failure that shows what came.</summary>
    public static async Task<JsonNode> Expect(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public static async Task<JsonNode> Expect(this Task<HttpResponseMessage> answer, HttpStatusCode status) =>
        await (await answer).Expect(status);

    /// <summary>A problem of this name, in Chinese and English.</summary>
    public static async Task<JsonNode> ExpectProblem(
        this Task<HttpResponseMessage> sent, HttpStatusCode status, string name)
    {
        var answer = await sent;
        var problem = await answer.Expect(status);
        Assert.Equal($"/problems/{name}", (string?)problem["type"]);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains((string)problem["detail"]!, c => c >= '\u4E00');
        return problem;
    }

    /// <summary>A 400 that names the field.</summary>
    public static async Task ExpectInvalid(this Task<HttpResponseMessage> sent, string field)
    {
        var problem = await sent.ExpectProblem(HttpStatusCode.BadRequest, "Invalid");
        Assert.NotNull(problem["errors"]![field]);
    }
}
