using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.DirectoryFeed;

/// <summary>Which roles see and which keep the directory; where is each grant's region.</summary>
internal static class DirectoryAccess
{
    public static readonly string[] Readers =
    [
        Roles.Administrator, Roles.Secretary, Roles.Dispatcher, Roles.Handler, Roles.Keeper, Roles.Supervisor,
        Roles.Leader, Roles.Operations,
    ];

    public static readonly string[] Keepers = [Roles.Administrator, Roles.Secretary];

    /// <summary>
    /// Riders are seen, masked, by those who look after them; never by handlers, platforms or operations.
    /// </summary>
    public static readonly string[] RiderReaders =
        [Roles.Administrator, Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader];
}
