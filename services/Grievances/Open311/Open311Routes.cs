using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Grievances.Open311.Keys;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Open311.Services;
using RiderPlatform.Grievances.Open311.Updates;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Open311;

/// <summary>
/// Open311 GeoReport v2 at <c>/open311/v2</c>. It has a specification and a discovery of its own, other errors and two
/// forms of each answer, so that our own API description leaves it out; the keys are described there.
/// </summary>
internal static class Open311Routes
{
    /// <summary>A description of 4,000 characters, escaped, and room for a small photo that is not read.</summary>
    private const int MaxRequestBytes = 1024 * 1024;

    private static readonly string[] Reading = ["GET", "HEAD"];

    public static void AddOpen311(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<Open311Options>(builder.Configuration.GetSection(Open311Options.Section));
        builder.Services.AddSingleton(ServiceAttributes.Standard());
        builder.Services.AddScoped<PublicIntake>();
    }

    public static void MapOpen311(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/open311").AllowAnonymous().ExcludeFromDescription();
        open.AddEndpointFilter<RouteGroupBuilder, Open311Filter>();
        var v2 = open.MapGroup("/v2");
        foreach (var ending in WireFormats.Endings)
        {
            open.MapMethods($"/discovery{ending}", Reading, GetDiscovery.HandleAsync);
            v2.MapMethods($"/discovery{ending}", Reading, GetDiscovery.HandleAsync);
            v2.MapMethods($"/services{ending}", Reading, ListServices.Handle);
            v2.MapMethods($"/requests{ending}", Reading, ListRequests.HandleAsync);
            v2.MapPost($"/requests{ending}", PostRequest.HandleAsync).WithMetadata(Limit());
            v2.MapMethods($"/servicerequestupdates{ending}", Reading, ListUpdates.HandleAsync);
            v2.MapPost($"/servicerequestupdates{ending}", PostUpdate.HandleAsync).WithMetadata(Limit());
        }

        v2.MapMethods("/services/{service}", Reading, GetServiceDefinition.Handle);
        v2.MapMethods("/requests/{request}", Reading, GetRequest.HandleAsync);
        v2.MapMethods("/tokens/{token}", Reading, GetRequest.ByTokenAsync);
        open.MapMethods("/{**rest}", ["OPTIONS"], Preflight);
        open.Map("/{**rest}", () => Open311Error.Answer(Open311Error.NoSuchResource));
        MapKeys(app.MapGroup("/api/v1/open311/keys").WithTags("Open311"));
    }

    private static void MapKeys(RouteGroupBuilder keys)
    {
        keys.MapPost("", IssueKey.HandleAsync).WithName("IssueOpen311Key")
            .WithSummary("发放 Open311 api_key（只显示一次）。 Issue an Open311 api_key, shown this once.")
            .ForRoles(Roles.Administrator)
            .WithExample(new IssueKey.Request("FixMyStreet 成都", "5101"));
        keys.MapGet("", ListKeys.HandleAsync).WithName("ListOpen311Keys")
            .WithSummary("Open311 密钥列表。 The systems that hold an Open311 api_key.").ForRoles(Roles.Administrator);
        keys.MapDelete("/{id:guid}", RevokeKey.HandleAsync).WithName("RevokeOpen311Key")
            .WithSummary("停用 Open311 密钥。 Revoke an Open311 api_key.").ForRoles(Roles.Administrator);
    }

    /// <summary>Pages of any origin may call: no cookie plays a part, the key is the caller's own.</summary>
    private static NoContent Preflight(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD, POST";
        http.Response.Headers.AccessControlAllowHeaders = "Accept, Content-Type, Idempotency-Key";
        http.Response.Headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }

    private static RequestSizeLimitAttribute Limit() => new(MaxRequestBytes);
}
