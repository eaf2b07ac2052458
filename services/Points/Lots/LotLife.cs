namespace RiderPlatform.Points.Lots;

/// <summary>How long points are good, from <c>Lots:ValidMonths</c> and <c>Lots:GraceDays</c>.</summary>
public sealed class LotLife(IConfiguration configuration)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly int _months = Math.Clamp(configuration.GetValue("Lots:ValidMonths", 24), 1, 120);

    /// <summary>
    /// How long points are good that come back to a lot that has ended, and lots whose end fell into a freeze.
    /// </summary>
    public TimeSpan Grace { get; } =
        TimeSpan.FromDays(Math.Clamp(configuration.GetValue("Lots:GraceDays", 30), 1, 366));

    /// <summary>The end in China of the month that is this many months later, in UTC.</summary>
    /// <param name="months">The rule's; null where it says nothing.</param>
    public DateTimeOffset ExpiryOf(DateTimeOffset earned, int? months)
    {
        var local = earned.ToOffset(China);
        return new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, China).AddMonths((months ?? _months) + 1)
            .ToUniversalTime();
    }
}
