namespace RiderPlatform.ServiceDefaults.Errors;

/// <summary>The refusals that the platform itself answers with, before or around a use case.</summary>
public static class Refusals
{
    public static readonly Refusal Invalid = new(
        400, "Invalid", "提交的内容有误，请按 errors 逐项修改。", "The request is not valid. See errors, field by field.");

    public static readonly Refusal Malformed = new(
        400, "Malformed", "请求格式无法解析。", "The request could not be read.");

    public static readonly Refusal TooLarge = new(
        413, "TooLarge", "请求内容过大。", "The request is too large.");

    public static readonly Refusal UnsupportedMediaType = new(
        415, "UnsupportedMediaType", "不支持的内容类型。", "This content type is not supported here.");

    public static readonly Refusal Unauthenticated = new(
        401, "Unauthenticated", "请登录后再试，或登录已过期。", "Sign in first, or your token is no longer valid.");

    public static readonly Refusal MethodNotAllowed = new(
        405, "MethodNotAllowed", "此地址不支持该方法。", "This address does not take that method.");

    public static readonly Refusal TooManyRequests = new(
        429, "TooManyRequests", "请求过于频繁，请稍后再试。", "Too many requests. Wait as Retry-After says.");

    public static readonly Refusal Unavailable = new(
        503, "Unavailable", "服务暂时不可用，请稍后用同样的请求重试，不会重复办理。",
        "Temporarily unavailable. Send the same request again shortly; nothing is done twice.");

    public static readonly Refusal IdempotencyKeyReused = new(
        409, "IdempotencyKeyReused", "该 Idempotency-Key 已用于另一个不同的请求，请换一个。",
        "This Idempotency-Key was used for a different request. Use a new one.");

    public static readonly Refusal Unexpected = new(
        500, "Unexpected", "系统出错，已记录。请把 traceId 告诉运维人员。",
            "Something broke and was recorded. Give operations the traceId.");

    /// <summary>The refusal that stands for a bare status code, where nothing more is known.</summary>
    public static Refusal Of(int status) => status switch
    {
        401 => Unauthenticated,
        403 => Refusal.Forbidden,
        404 => Refusal.NotFound,
        405 => MethodNotAllowed,
        409 => Refusal.Stale,
        413 => TooLarge,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        502 or 503 or 504 => Unavailable with { Status = status },
        >= 500 => Unexpected with { Status = status },
        _ => Malformed with { Status = status },
    };
}
