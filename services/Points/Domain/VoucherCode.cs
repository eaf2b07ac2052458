using System.Security.Cryptography;

namespace RiderPlatform.Points.Domain;

/// <summary>
/// A code that a person can read out: 12 characters of Crockford's base 32 (no I, L, O, U) in groups of four. Eleven
/// are random (55 bits: with a million vouchers open, one guess in 36 billion hits) and the last is a check character
/// by Luhn modulo 32, which finds every single wrong character and nearly every swap of neighbours before any look-up.
/// </summary>
public static class VoucherCode
{
    public const int Length = 12;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Without hyphens, as it is stored.</summary>
    public static string Create()
    {
        var body = RandomNumberGenerator.GetString(Alphabet, Length - 1);
        return body + Check(body);
    }

    /// <summary>
    /// The stored form of what was typed, scanned or read out; null when it is no code. O is 0, I and L are 1.
    /// </summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c is not ('-' or ' ')).Select(Read));
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal))
            && Check(code[..^1]) == code[^1] ? code : null;
    }

    /// <summary><c>7K3M-9QWE-R2T8</c></summary>
    public static string Display(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    private static char Read(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    private static char Check(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = Alphabet.IndexOf(body[^(i + 1)], StringComparison.Ordinal) * (i % 2 == 0 ? 2 : 1);
            sum += (value / 32) + (value % 32);
        }

        return Alphabet[(32 - (sum % 32)) % 32];
    }
}
