using System.Security.Claims;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Idempotency;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Who reports, and under which key: read from the claims directly, because this route needs no grants parsed.
/// </summary>
internal readonly record struct ClueCaller(Guid Subject, Guid? RiderId, string? Key, Invalid? WrongKey)
{
    private const int MaxKeyLength = 200;

    public static ClueCaller Of(HttpContext http)
    {
        var rider = Guid.TryParse(http.User.FindFirstValue("rider"), out var id) ? id : (Guid?)null;
        var subject = Guid.TryParse(http.User.FindFirstValue("sub"), out var sub) ? sub : Guid.Empty;
        var key = http.Request.Headers[IdempotencyFilter.HeaderName].ToString();
        if (key.Length == 0)
        {
            return new ClueCaller(subject, rider, null, null);
        }

        var wrong = key.Length > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? new Invalid()
                .Add(IdempotencyFilter.HeaderName, $"须为 1–{MaxKeyLength} 个可见 ASCII 字符。",
                $"1–{MaxKeyLength} visible ASCII characters.")
            : null;
        return new ClueCaller(subject, rider, key, wrong);
    }
}
