namespace RiderPlatform.Grievances.Open311;

/// <summary>The one city that this deployment speaks for (section <c>Open311</c>).</summary>
public sealed class Open311Options
{
    public const string Section = "Open311";

    /// <summary>The city's main web address without www, as the specification suggests.</summary>
    public string Jurisdiction { get; set; } = "chengdu.gov.cn";

    /// <summary>The city's region code.</summary>
    public string Region { get; set; } = "5101";

    /// <summary>Public address of the endpoint; by default <c>Identity:Issuer</c> and <c>/open311/v2</c>.</summary>
    public string? Url { get; set; }

    public string Contact { get; set; } =
        "请联系本市骑手服务平台管理员，或拨打 12345。 Please write to the city's RiderPlatform administrator, or call 12345.";

    public string KeyService { get; set; } =
        "请向本市骑手服务平台管理员申请 api_key。 Ask the city's RiderPlatform administrator for an api_key.";

    /// <summary>Host names know no case.</summary>
    public bool IsMine(string jurisdiction) =>
        string.Equals(jurisdiction, Jurisdiction, StringComparison.OrdinalIgnoreCase);
}
