using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// One error as the specification has it: 404 for what does not exist, 403 for a missing or wrong api_key, 400 for
/// everything else, and a sentence for the user, ours in Chinese before the specification's words.
/// </summary>
internal sealed record Open311Error(int Code, string Zh, string En)
{
    public static readonly Open311Error JurisdictionNotFound = new(
        404, "没有这个 jurisdiction_id。", "jurisdiction_id provided was not found");

    public static readonly Open311Error ServiceNotFound = new(
        404, "没有这个 service_code。", "service_code provided was not found");

    public static readonly Open311Error RequestNotFound = new(
        404, "没有这个 service_request_id。", "service_request_id was not found");

    public static readonly Open311Error TokenNotFound = new(404, "没有这个 token。", "token was not found");

    public static readonly Open311Error NoSuchResource = new(404, "没有这个地址。", "The resource was not found");

    public static readonly Open311Error Unavailable = new(
        400, "服务暂时不可用，请稍后用同样的请求重试。", "General service error: temporarily unavailable, please send it again");

    public static readonly Open311Error Broken = new(
        400, "系统出错，已记录，请联系我们。", "General service error: something broke and was recorded, please notify us");

    public static Open311Error KeyMissing(string call) => new(
        403, "请填写 api_key。", $"Missing api_key -- can't proceed with {call}.");

    public static Open311Error KeyInvalid(string call) => new(
        403, "api_key 无效或已停用。", $"Invalid api_key received -- can't proceed with {call}.");

    public static Open311Error KeyOutOfRegion(string call) => new(
        403, "此 api_key 不能用于该地区。", $"Invalid api_key received for this region -- can't proceed with {call}.");

    public static Open311Error NotProvided(string field) => new(400, $"请填写 {field}。", $"{field} was not provided");

    public static Open311Error Wrong(string field, string zh, string en) => new(
        400, $"{field} 有误：{zh}", $"{field} is not valid: {en}");

    /// <summary>The first error's code is the answer's status.</summary>
    public static IResult Answer(params IReadOnlyList<Open311Error> errors) => new WireAnswer(
        Node.List("errors", errors.Select(e => Node.Of(
            "error", new Node("code", e.Code), new Node("description", $"{e.Zh} {e.En}")))), errors[0].Code);

    /// <summary>Chinese first, then English, as everything that a user reads.</summary>
    public static string Both(Wording wording) => $"{wording.Zh} {wording.En}";
}
