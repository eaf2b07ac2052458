using System.Net.Http.Headers;
using System.Text;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>A request that must be refused: who sends it, what, and with which status it may be answered.</summary>
/// <param name="Content">Given what puts the target's ids and version into a text.</param>
public sealed record BadRequest(
    string User, HttpMethod Method, string Path, Func<Func<string, string>, HttpContent?> Content,
    params int[] Statuses)
{
    /// <summary>Sent as <c>Idempotency-Key</c>.</summary>
    public string? Key { get; init; }

    public static BadRequest Json(string user, string path, string json, params int[] statuses) =>
        new(user, HttpMethod.Post, path, name =>
            Body(Encoding.UTF8.GetBytes(name(json)), "application/json"), statuses);

    public static BadRequest Bytes(string user, string path, byte[] body, string type, params int[] statuses) =>
        new(user, HttpMethod.Post, path, _ => Body(body, type), statuses);

    public static BadRequest Get(string user, string path, params int[] statuses) =>
        new(user, HttpMethod.Get, path, _ => null, statuses);

    public static BadRequest Form(
        string user, string path, Func<Func<string, string>, HttpContent> form, params int[] statuses) =>
        new(user, HttpMethod.Post, path, form, statuses);

    private static ByteArrayContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
