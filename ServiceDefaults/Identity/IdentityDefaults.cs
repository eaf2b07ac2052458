using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>Everything needs a token unless it says otherwise; who may do what is said at the route by role.</summary>
public static class IdentityDefaults
{
    internal static void AddTokenIdentity(this IServiceCollection services)
    {
        services.AddHttpClient(SigningKeys.ClientName, c => c.Timeout = TimeSpan.FromSeconds(5));
        // The issuer itself puts its own keys in this place.
        services.AddSingleton(s =>
            SigningKeys.From(s.GetRequiredService<IConfiguration>(), s.GetRequiredService<IHttpClientFactory>()));
        services.AddSingleton<TokenValidation>();
        services.AddAuthentication(TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHttpContextAccessor();
        services.AddScoped(s => Scope.Of(s.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
    }

    /// <summary>
    /// Only callers that hold one of <paramref name="roles"/> somewhere; which rows is <see cref="Scope.Covers{T}"/>'s
    /// matter.
    /// </summary>
    public static TBuilder ForRoles<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(p => p.RequireAuthenticatedUser()
            .RequireAssertion(c => Scope.Of(c.User).Grants.Any(g => roles.Contains(g.Role))))
            .WithMetadata(new RolesMetadata(roles));

    /// <summary>The roles that a route asks for, kept on it for the API description.</summary>
    public sealed record RolesMetadata(IReadOnlyList<string> Roles);
}
