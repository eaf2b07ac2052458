using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>
/// The query of <c>/oauth/authorize</c> (RFC 6749 4.1.1, RFC 7636), read in one way by the endpoint and by the form.
/// </summary>
internal sealed record AuthorizeRequest
{
    public static readonly string[] Scopes = ["openid", AccessTokens.DefaultScope];
    private const string Phone = "phone";
    private const int MaxLength = 1000;

    public required OAuthClient Client { get; init; }

    public required string RedirectUri { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    public string Challenge { get; init; } = "";

    public string Scope { get; init; } = AccessTokens.DefaultScope;

    /// <summary>Which way of signing in is shown first: <c>way=phone</c> the riders', else the staff's.</summary>
    public bool ByPhone { get; init; }

    /// <summary>
    /// <c>ui_locales</c> (OpenID Connect Core, 3.1.2.1) prefers English; else Chinese first, then English.
    /// </summary>
    public bool EnglishOnly { get; init; }

    /// <summary>The place whose name the page bears, where the client gave a region's code.</summary>
    public string? Region { get; init; }

    /// <summary>What is wrong, to be told to the client by its redirect address; null when all is well.</summary>
    public OAuthError? Error { get; init; }

    /// <summary>
    /// Null where nobody may be redirected: the client is unknown or the address is not one of its own.
    /// </summary>
    public static async Task<AuthorizeRequest?> ReadAsync(
        IQueryCollection query, OrganisationsDb db, CancellationToken ct)
    {
        if (One(query, "client_id") is not { } clientId || !GrantRules.IsUserName(clientId)
            || One(query, "redirect_uri") is not { } redirectUri)
        {
            return null;
        }

        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId && c.Active, ct);
        if (client is null || !RedirectUris.Matches(client.RedirectUris, redirectUri))
        {
            return null;
        }

        return new AuthorizeRequest
        {
            Client = client,
            RedirectUri = redirectUri,
            State = One(query, "state"),
            Nonce = One(query, "nonce"),
            Challenge = One(query, "code_challenge") ?? "",
            Scope = string.Join(' ', (One(query, "scope") ?? AccessTokens.DefaultScope)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()),
            ByPhone = One(query, "way") == Phone,
            EnglishOnly = One(query, "ui_locales") is { } l && l.StartsWith("en", StringComparison.OrdinalIgnoreCase),
            Region = One(query, "region") is { } code && RegionCodes.IsWellFormed(code) ? code : null,
            Error = Check(query),
        };
    }

    /// <summary>The redirect address with an answer, our name beside it against mix-up (RFC 9207).</summary>
    public string AnswerUri(string issuer, params (string Name, string Value)[] answer)
    {
        var fields = answer.Append(("iss", issuer)).ToDictionary(a => a.Item1, a => (string?)a.Item2);
        if (State is not null)
        {
            fields["state"] = State;
        }

        return QueryHelpers.AddQueryString(RedirectUri, fields);
    }

    /// <summary>The same request with the other way of signing in.</summary>
    public static string WithWay(string query, bool byPhone)
    {
        var fields = QueryHelpers.ParseQuery(query).Where(q => q.Key != "way")
            .ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        fields["way"] = byPhone ? Phone : "staff";
        return QueryHelpers.AddQueryString("", fields);
    }

    private static OAuthError? Check(IQueryCollection query)
    {
        if (query.Any(q => q.Value.Count > 1 || q.Value.ToString().Length > MaxLength))
        {
            return OAuthError.InvalidRequest("A parameter is repeated or too long.");
        }

        if (query["response_type"] != "code")
        {
            return new OAuthError("unsupported_response_type", "response_type must be code.");
        }

        if (query["code_challenge_method"] != Pkce.Method || !Pkce.IsChallenge(query["code_challenge"]))
        {
            return OAuthError.InvalidRequest(
                "PKCE is required: code_challenge (43 characters) and code_challenge_method=S256.");
        }

        if ((One(query, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Scopes).Any())
        {
            return new OAuthError("invalid_scope", "Known scopes: openid, api.");
        }

        return query["prompt"] == "none"
            ? new OAuthError("login_required", "Nobody stays signed in here: show the form.") : null;
    }

    private static string? One(
        IQueryCollection query, string name) => query[name] is [{ Length: > 0 and <= MaxLength } value]
            && !value.Contains('\0', StringComparison.Ordinal) ? value : null;
}
