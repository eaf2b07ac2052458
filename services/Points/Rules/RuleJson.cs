using System.Text.Json;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Rules;

/// <summary>How rules and posts are kept in <c>jsonb</c>.</summary>
internal static class RuleJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(RuleContent content) => JsonSerializer.Serialize(content, Options);

    public static RuleContent ContentOf(string json) => JsonSerializer.Deserialize<RuleContent>(json, Options)!;

    public static IReadOnlyList<HeldPost> PostsOf(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<HeldPost>>(json, Options)!;
}
