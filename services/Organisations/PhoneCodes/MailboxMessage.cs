namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>A text that a demo sent to nobody: anyone may read it, so the number is masked.</summary>
public sealed class MailboxMessage
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    /// <summary><c>138****0001</c></summary>
    public required string MaskedPhone { get; init; }

    /// <summary>With the code.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}
