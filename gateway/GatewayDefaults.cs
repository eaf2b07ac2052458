using Microsoft.AspNetCore.Server.Kestrel.Core;
using RiderPlatform.Gateway.Description;
using RiderPlatform.Gateway.Limits;
using RiderPlatform.Gateway.Routing;
using RiderPlatform.Gateway.Upstream;
using RiderPlatform.ServiceDefaults;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace RiderPlatform.Gateway;

/// <summary>
/// The only door. What it lets through stands in <c>appsettings.json</c>: a path that no route lists is answered here
/// with 404 and reaches no service. The order of the steps below is the order of cost: a refusal comes before what it
/// saves.
/// </summary>
internal static class GatewayDefaults
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.Configure<KestrelServerOptions>(configuration.GetSection("Kestrel"));
        builder.Services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection("RateLimits"))
            .Validate(o => o.IsComplete, "RateLimits: every policy needs PerSecond > 0 and Burst >= 1")
                .ValidateOnStart();
        builder.Services.AddSingleton<ClientLimits>();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinations>();
        builder.Services.AddReverseProxy()
            .LoadFromConfig(configuration.GetSection("ReverseProxy"))
            .ConfigureHttpClient((_, handler) => UpstreamConnections.Configure(handler))
            .AddTransforms(AdmittedHeaders.AddTo);
        builder.Services.AddHttpClient(PublicServices.ClientName)
            .ConfigureHttpClient(c => c.Timeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton<PublicServices>();
        builder.Services.AddSingleton<PlatformHealth>();
        builder.Services.AddSingleton<MergedDescription>();
        builder.AddTrustedProxies();
        builder.AddCrossOrigin();
    }

    public static void UseGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHsts();
        app.Use(SecurityHeaders.AddAsync);
        app.UseAnswerDefaults();
        app.Use(PathGuard.CheckAsync);
        app.UseRouting();
        app.Use(PathGuard.RefuseUnlistedAsync);
        app.Use(BodyLimits.CheckAsync);
        app.UseCrossOrigin();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<ClientLimits>().CheckAsync);
        app.UseAuthorization();
        app.MapGet("/alive", () => TypedResults.Ok()).AllowAnonymous();
        app.MapGet("/health", (PlatformHealth health) => health.AnswerAsync()).AllowAnonymous();
        app.MapGet("/openapi.json", (MergedDescription description) => description.AnswerAsync()).AllowAnonymous();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(UpstreamFaults.AnswerAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }
}
