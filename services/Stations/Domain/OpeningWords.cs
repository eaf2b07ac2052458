namespace RiderPlatform.Stations.Domain;

/// <summary>Whether it is open and when that changes, as one short line for a person.</summary>
public static class OpeningWords
{
    public static (string Zh, string En) Of(OpeningState state, DateTimeOffset now) => state switch
    {
        { OpenNow: true, ClosesAt: { } closes } =>
            ($"开放中，{When(closes, now).Zh} 关门", $"Open until {When(closes, now).En}"),
        { OpenNow: true } => ("24 小时开放", "Open around the clock"),
        { OpensAt: { } opens } => ($"未开放，{When(opens, now).Zh} 开门", $"Closed, opens {When(opens, now).En}"),
        _ => ("暂停开放", "Closed for now"),
    };

    /// <summary>The hour alone when it is today.</summary>
    private static (string Zh, string En) When(DateTimeOffset moment, DateTimeOffset now)
    {
        var local = moment.ToOffset(OpeningHours.Shanghai);
        var days = ChinaDate.Of(moment).DayNumber - ChinaDate.Of(now).DayNumber;
        return days switch
        {
            0 => ($"{local:HH:mm}", $"{local:HH:mm}"),
            1 => ($"明天 {local:HH:mm}", $"{local:HH:mm} tomorrow"),
            _ => ($"{local.Month} 月 {local.Day} 日 {local:HH:mm}", $"{local:HH:mm} on {local:yyyy-MM-dd}"),
        };
    }
}
