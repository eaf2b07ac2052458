namespace RiderPlatform.Grievances.Domain;

/// <summary>Asia/Shanghai: eight hours ahead, without summer time since 1991; stored moments are all UTC.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);
}
