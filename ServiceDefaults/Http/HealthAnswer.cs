using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RiderPlatform.ServiceDefaults.Http;

/// <summary>
/// <c>{ "status": "Healthy", "checks": { "database": "Healthy", … } }</c>; Degraded still answers 200: intake goes on.
/// </summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()),
    });
}
