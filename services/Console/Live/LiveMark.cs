namespace RiderPlatform.Console.Live;

/// <summary>
/// How far the live facts had come before a page was read: its stream begins there, so that nothing between the
/// reading and the stream is missed.
/// </summary>
internal static class LiveMark
{
    private static readonly object Key = new();

    public static Task SetAsync(HttpContext http, RequestDelegate next)
    {
        http.Items[Key] = http.RequestServices.GetRequiredService<LiveHub>().LastId;
        return next(http);
    }

    public static string Of(HttpContext http) => http.Items[Key] as string ?? "";
}
