namespace RiderPlatform.Organisations.PhoneCodes;

/// <summary>
/// A text on its way to the provider, written in the transaction that made the code and deleted when it is delivered.
/// One a number: a newer code replaces the text of the one that it makes void.
/// </summary>
public sealed class OutgoingText
{
    public const string PhonePurpose = "outgoing-text-phone";
    public const string TextPurpose = "outgoing-text";

    public required byte[] PhoneIndex { get; init; }

    /// <summary>That of the code.</summary>
    public required Guid Id { get; init; }

    public required byte[] SealedPhone { get; init; }

    public required byte[] SealedText { get; init; }

    /// <summary>After this nobody can use it any more, and it is not sent. Born expired where there is nobody.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset NextAt { get; init; }

    public int Attempts { get; init; }
}
