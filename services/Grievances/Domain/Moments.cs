namespace RiderPlatform.Grievances.Domain;

public static class Moments
{
    /// <summary>Now, to the microsecond that PostgreSQL stores: a repeated answer then equals the first one.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
