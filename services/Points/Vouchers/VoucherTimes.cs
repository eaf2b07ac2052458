namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// How long what a rider shows is good, and what is accepted without a network. Settings <c>Vouchers:ShownSeconds</c>,
/// <c>PassHours</c>, <c>PermitHours</c>, <c>PermitVouchers</c> and <c>ReportHours</c>.
/// </summary>
public sealed class VoucherTimes(IConfiguration configuration)
{
    /// <summary>A picture of the screen is soon worth nothing; a slow counter still has time to read it.</summary>
    public TimeSpan Shown { get; } = TimeSpan.FromSeconds(configuration.GetValue("Vouchers:ShownSeconds", 90));

    /// <summary>A shift.</summary>
    public TimeSpan Pass { get; } = TimeSpan.FromHours(configuration.GetValue("Vouchers:PassHours", 12.0));

    /// <summary>A station's day.</summary>
    public TimeSpan Permit { get; } = TimeSpan.FromHours(configuration.GetValue("Vouchers:PermitHours", 24.0));

    /// <summary>What a till may accept on one permit: the most that passes shown twice can cost.</summary>
    public int PermitVouchers { get; } = configuration.GetValue("Vouchers:PermitVouchers", 20);

    /// <summary>How long after a pass has ended tills may still report it.</summary>
    public TimeSpan Report { get; } = TimeSpan.FromHours(configuration.GetValue("Vouchers:ReportHours", 72.0));

    /// <summary>Whether a till that accepted its pass may not have reported yet.</summary>
    public bool IsAwaited(Voucher voucher, DateTimeOffset now) => voucher.PassUntil + Report > now;
}
