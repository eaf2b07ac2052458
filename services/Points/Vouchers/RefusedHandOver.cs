namespace RiderPlatform.Points.Vouchers;

/// <summary>A hand-over that was refused, so that who watches over stations sees codes that are tried again.</summary>
public sealed class RefusedHandOver
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The keeper.</summary>
    public required Guid Subject { get; init; }

    public required Guid StationId { get; init; }

    /// <summary>The end of what was typed or read: the whole may be good elsewhere.</summary>
    public required string Code { get; init; }

    /// <summary>The refusal's name; <c>UnknownCode</c> where there is no such voucher for the keeper.</summary>
    public required string Reason { get; init; }

    public Guid? VoucherId { get; init; }
}
