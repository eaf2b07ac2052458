using RiderPlatform.Grievances.Warnings.Cap;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Warnings;

/// <summary>Weather warnings, as China's warning centre (12379) issues them.</summary>
internal static class WarningRoutes
{
    /// <summary>Who may speak for the weather service: the administrator, and its system by a client's grant.</summary>
    public static readonly string[] Issuers = [Roles.Administrator, Roles.Operations];

    private const string Example = """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>51010041600000_20261122160000</identifier><sender>weather.chengdu.example</sender>
          <sent>2026-11-22T16:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
          <info>
            <language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency>
            <severity>Severe</severity><certainty>Observed</certainty><expires>2026-11-22T22:00:00+08:00</expires>
            <headline>成都市气象台发布暴雨橙色预警信号</headline>
            <area><areaDesc>锦江区</areaDesc>
              <geocode><valueName>GB/T 2260</valueName><value>510104</value></geocode></area>
          </info>
        </alert>
        """;

    public static void MapWarnings(this RouteGroupBuilder api)
    {
        var warnings = api.MapGroup("/warnings").WithTags("Warnings");
        warnings.MapPost("", ReceiveWarning.HandleAsync).WithName("ReceiveWarning")
            .WithSummary("接收气象预警（CAP 1.2）。 Take in a weather warning as CAP 1.2.").ForRoles(Issuers)
            .Accepts<string>(CapReader.MediaType, "application/xml")
            .WithMetadata(new IdempotencyFilter.IdempotentMetadata { KeptByRoute = true }).WithExample(Example);
        warnings.MapGet("", ListWarnings.HandleAsync).WithName("ListWarnings")
            .WithSummary("气象预警，最新的在前。 Weather warnings, the newest first.")
            .WithExampleParameter("active", "true").WithExampleParameter("region", "510104");
        warnings.MapGet("/{id:guid}", ListWarnings.OneAsync).WithName("GetWarning")
            .WithSummary("一条预警；Accept: application/cap+xml 取原文。 One warning; its original by Accept.")
            .Produces<WarningView>();
    }
}
