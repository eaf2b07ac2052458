namespace RiderPlatform.Organisations.Domain;

/// <summary>
/// The newest one-time code of one phone number, and when the last ones were asked for: one row a number, so that a
/// single statement decides about each request and each try, whoever else asks at the same moment. Rows exist for
/// numbers that nobody has, too: the same limits hold for them, and nothing can be told from the difference.
/// </summary>
public sealed class PhoneCode
{
    public const int Digits = 6;
    public const int MaxTries = 5;
    public const int MaxPerHour = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Keyed blind index of the number, as the register of riders has it.</summary>
    public required byte[] PhoneIndex { get; init; }

    /// <summary>Of this code; a newer one has another.</summary>
    public required Guid Id { get; init; }

    /// <summary>Keyed, and bound to <see cref="Id"/>: a million codes are soon tried against a plain hash.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Null when no account may sign in with this number.</summary>
    public Guid? AccountId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Within the hour before <see cref="AskedAt"/>, that one included.</summary>
    public required List<DateTimeOffset> AskedWithinHour { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What a person typed or pasted: spaces go, full-width digits become plain. Null when not six digits.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 30 })
        {
            return null;
        }

        var digits = Plain(typed);
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Chinese keyboards type full-width digits (U+FF10 …), and phones paste spaces.</summary>
    public static string Plain(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c))
        .Select(c => c is >= '\uFF10' and <= '\uFF19' ? (char)(c - '\uFF10' + '0') : c));
}
