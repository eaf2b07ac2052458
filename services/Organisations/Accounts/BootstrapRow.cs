namespace RiderPlatform.Organisations.Accounts;

/// <summary>The one row that says the first administrator was made; its key lets there be no second.</summary>
public sealed class BootstrapRow
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    public required Guid AccountId { get; init; }

    public required DateTimeOffset At { get; init; }
}
