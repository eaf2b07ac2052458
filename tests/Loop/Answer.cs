using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiderPlatform.Loop;

/// <summary>What came back to a request, kept whole so that a failure can show it.</summary>
public sealed record Answer(string Request, int Status, string Body, HttpResponseHeaders Headers, string? ContentType)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>
    /// The body as <typeparamref name="T"/>; an answer that is not <paramref name="status"/> is an error that shows it.
    /// </summary>
    public T Read<T>(int status) => Expect(status) is { } && JsonSerializer.Deserialize<T>(Body, Json) is { } value
        ? value
        : throw new UnexpectedAnswerException(this, $"{status} with a {typeof(T).Name}");

    public Answer Expect(int status) =>
        Status == status ? this : throw new UnexpectedAnswerException(this, $"{status}");

    /// <summary>The answer read as RFC 9457 problem details, whatever its status.</summary>
    public Problem Problem => ContentType == "application/problem+json"
        ? Read<Problem>(Status)
        : throw new UnexpectedAnswerException(this, "application/problem+json");

    public override string ToString() =>
        $"{Request} → {Status} {ContentType} {(Body.Length > 2000 ? Body[..2000] : Body)}";

    public static async Task<Answer> OfAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new Answer($"{request.Method} {request.RequestUri}", (int)response.StatusCode, body, response.Headers,
            response.Content.Headers.ContentType?.MediaType);
    }
}

/// <param name="Type">The refusal's name, such as <c>/problems/AlreadyAccepted</c>.</param>
/// <param name="Detail">A Chinese sentence, then an English one.</param>
public sealed record Problem(string? Type, string? Title, int? Status, string? Detail, string? TraceId)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> More { get; init; } = [];
}

public static class Answers
{
    public static async Task<T> ReadAsync<T>(this Task<Answer> answer, int status) => (await answer).Read<T>(status);
}

public sealed class UnexpectedAnswerException(Answer answer, string wanted) : Exception($"Wanted {wanted}: {answer}");
