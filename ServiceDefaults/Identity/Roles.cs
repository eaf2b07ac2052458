namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>The users of <c>domain.md</c>, as they stand in tokens.</summary>
public static class Roles
{
    public const string Rider = "rider";
    public const string Keeper = "keeper";
    public const string Merchant = "merchant";
    public const string Dispatcher = "dispatcher";
    public const string Handler = "handler";
    public const string Secretary = "secretary";
    public const string Supervisor = "supervisor";
    public const string Leader = "leader";
    public const string Operations = "operations";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All =
        [Rider, Keeper, Merchant, Dispatcher, Handler, Secretary, Supervisor, Leader, Operations, Administrator];
}
