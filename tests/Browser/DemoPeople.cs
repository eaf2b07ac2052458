using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Browser;

/// <summary>Who of the demo city holds which role; merchants have no account yet.</summary>
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
        [Roles.Leader] = "leader",
        [Roles.Operations] = "operations",
        [Roles.Administrator] = "admin",
    };
}
