using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// What stands where the content would: one form for every page. <c>Texts/states.json</c> has title, sentence and the
/// button's word for each kind.
/// </summary>
/// <param name="Kind"><c>empty</c>, <c>error</c>, <c>unavailable</c>, <c>forbidden</c>, <c>absent</c>, <c>stale</c>,
/// <c>limit</c>.</param>
/// <param name="Text">In place of the kind's own sentence.</param>
/// <param name="Action">Key of the button's word, in place of the kind's own.</param>
public sealed record StateView(string Kind, string? Text = null, string? Href = null, string? Action = null)
{
    public string? TraceId { get; init; }

    public bool IsFault => Kind is "error" or "unavailable";

    public string Icon => Kind switch
    {
        "empty" => "inbox",
        "forbidden" => "lock",
        "absent" => "search",
        "stale" => "refresh",
        _ => "alert",
    };

    public static StateView Of(Problem problem, Texts texts, string? retry = null) => new(
        problem.Status switch
        {
            403 => "forbidden",
            404 => "absent",
            409 => "stale",
            429 => "limit",
            >= 502 and <= 504 => "unavailable",
            _ => "error",
        }, texts.Said(problem.Detail), retry) { TraceId = problem.Status >= 500 ? problem.TraceId : null };

    public static StateView OfStatus(int status) => new(
        status switch
        {
            401 or 403 => "forbidden",
            404 or 405 => "absent",
            409 or 400 => "stale",
            413 => "large",
            429 => "limit",
            502 or 503 or 504 => "unavailable",
            _ => "error",
        }, Href: "/console/");
}
