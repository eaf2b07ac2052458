using System.Text.Json.Serialization;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>RFC 6749, 5.1.</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string TokenType { get; } = "Bearer";

    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; } = (int)AccessTokens.Lifetime.TotalSeconds;

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("refresh_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("id_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdToken { get; init; }
}

/// <summary>RFC 6749, 5.2: the codes are the protocol's, the description is for whoever writes the client.</summary>
/// <param name="Error">E.g. <c>invalid_grant</c>.</param>
/// <param name="Description">English: the protocol allows ASCII only.</param>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description)
{
    public static readonly OAuthError InvalidClient =
        new("invalid_client", "Unknown client, or wrong client credentials.");

    public static readonly OAuthError SlowDown =
        new("slow_down", "Too many failures from this address. Wait a quarter of an hour.");

    public static OAuthError InvalidRequest(string what) => new("invalid_request", what);

    public static OAuthError InvalidGrant(string what) => new("invalid_grant", what);

    public IResult ToResult() => Results.Json(this, statusCode: Error switch
    {
        "invalid_client" => 401,
        "slow_down" => 429,
        _ => 400,
    });
}
