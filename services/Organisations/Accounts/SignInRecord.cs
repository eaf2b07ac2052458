namespace RiderPlatform.Organisations.Accounts;

public enum SignInOutcome
{
    Succeeded,
    WrongPassword,
    UnknownAccount,
    LockedOut,
    Disabled,
    TooManyFromAddress,
    WrongClientSecret,
    WrongBootstrapSecret,

    /// <summary>Somebody asked for a one-time code and gets one, if the number is a rider's.</summary>
    CodeAsked,
    CodeAskedTooOften,
    WrongCode,

    /// <summary>None was asked for, or it is used, expired, or tried too often.</summary>
    NoGoodCode,
    SucceededByCode,
}

/// <summary>Audit: one row for every attempt to sign in, whatever came of it. Append only.</summary>
public sealed class SignInRecord
{
    public long Seq { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SignInOutcome Outcome { get; init; }

    /// <summary>Account or client where it is known.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The client that asked, as it called itself.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// Keyed index of the name that was typed, where no account has it: equal names meet in an inquiry, and a password
    /// typed into the wrong field is not kept.
    /// </summary>
    public byte[]? TypedNameIndex { get; init; }

    public required string Address { get; init; }
}
