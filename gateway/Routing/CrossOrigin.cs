using RiderPlatform.ServiceDefaults.Telemetry;

namespace RiderPlatform.Gateway.Routing;

/// <summary>Off unless <c>Cors:Origins</c> lists origins: the platform's own pages come from this origin.</summary>
internal static class CrossOrigin
{
    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var origins = Origins(builder.Configuration);
        builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", Correlation.HeaderName)
            .WithExposedHeaders("Location", "Retry-After", Correlation.HeaderName)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    public static void UseCrossOrigin(this WebApplication app)
    {
        if (Origins(app.Configuration).Length > 0)
        {
            app.UseCors();
        }
    }

    private static string[] Origins(IConfiguration configuration) =>
        configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
}
