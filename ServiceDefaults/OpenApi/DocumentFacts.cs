using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>Title, the ways to get a token, and the shared refusals of a service's API description.</summary>
internal sealed class DocumentFacts(IConfiguration configuration, IOptions<ExampleWords> words)
    : IOpenApiDocumentTransformer
{
    private const string Bearer = "bearer";
    private const string OAuth = "oauth2";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "骑手服务平台接口 · RiderPlatform API";
        document.Info.Version = "1.0";
        document.Info.Description =
            "先在 /oauth/token 取得令牌，再以 Authorization: Bearer 调用。拒绝都按 RFC 9457 说明原因。\n\n" +
            "Get a token at /oauth/token and send it as Authorization: Bearer. Every refusal says why (RFC 9457).";
        document.Servers = [];
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
                Description = "访问令牌。 An access token.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(OAuth, OAuthScheme());
        ProblemResponses.AddTo(document);
        new SchemaExamples(words.Value).AddTo(document);
        return Task.CompletedTask;
    }

    /// <summary>Either scheme will do: both end in the same bearer token.</summary>
    public static List<OpenApiSecurityRequirement> Security(OpenApiDocument? document) =>
    [
        new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
        new() { [new OpenApiSecuritySchemeReference(OAuth, document)] = [] },
    ];

    private OpenApiSecurityScheme OAuthScheme()
    {
        var issuer = (configuration["Identity:Issuer"] ?? "").TrimEnd('/');
        var token = new Uri($"{issuer}/oauth/token", UriKind.RelativeOrAbsolute);
        return new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "网页和手机应用用授权码 + PKCE；单位系统用客户端凭据。 Code + PKCE for people, client credentials for systems.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri($"{issuer}/oauth/authorize", UriKind.RelativeOrAbsolute),
                    TokenUrl = token,
                    RefreshUrl = token,
                    Scopes = new Dictionary<string, string>(),
                },
                ClientCredentials =
                    new OpenApiOAuthFlow { TokenUrl = token, Scopes = new Dictionary<string, string>() },
            },
        };
    }
}
