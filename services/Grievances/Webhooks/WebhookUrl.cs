using System.Net;
using System.Net.Sockets;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// What an address must be to be sent to. The host is looked up here to tell its owner early; what counts is the check
/// of each connection, because a name may lead elsewhere tomorrow.
/// </summary>
public static class WebhookUrl
{
    public const int MaxLength = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Invalid> WrongAsync(string? text, AddressPolicy policy, CancellationToken ct)
    {
        var invalid = new Invalid();
        if (!Words.AreGood(text, MaxLength) || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return invalid.Add(
                "url", $"须为 https 地址，不含用户名和 #，最长 {MaxLength} 个字符。",
                $"An https address without user name or fragment, at most {MaxLength} characters.");
        }

        var addresses = await LookUpAsync(url, ct);
        var loopback = addresses.Length > 0 && addresses.All(AddressPolicy.IsLoopback);
        invalid.When(
            url.Scheme == "http" && !(policy.AllowsLoopback && loopback), "url", "须为 https 地址。", "An https address.");
        return invalid.When(
            !addresses.All(policy.Allows), "url", "该地址指向内部网络，不能使用；政务内网请由管理员加入允许名单。",
            "The address leads into an inner network. Operations can allow a network by configuration.");
    }

    /// <summary>Empty for a name that cannot be looked up now: the receiver may not be there yet.</summary>
    private static async Task<IPAddress[]> LookUpAsync(Uri url, CancellationToken ct)
    {
        if (IPAddress.TryParse(url.DnsSafeHost, out var literal))
        {
            return [literal];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return await Dns.GetHostAddressesAsync(url.DnsSafeHost, limit.Token);
        }
        catch (Exception e) when (e is SocketException or ArgumentException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [];
        }
    }
}
