using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Browser;

/// <summary>Who of the demo city holds which role; the demo has no leader.</summary>
public static class DemoPeople
{
    public static readonly IReadOnlyDictionary<string, string> ByRole = new Dictionary<string, string>
    {
        [Roles.Rider] = "rider1",
        [Roles.Keeper] = "keeper",
        [Roles.Dispatcher] = "dispatcher",
        [Roles.Handler] = "handler.jinjiang",
        [Roles.Secretary] = "secretary",
        [Roles.Supervisor] = "supervisor",
        [Roles.Operations] = "operations",
        [Roles.Administrator] = "admin",
    };
}
