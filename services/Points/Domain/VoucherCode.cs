namespace RiderPlatform.Points.Domain;

/// <summary>
/// A code that a person can read out: 17 characters of Crockford's base 32 (no I, L, O, U). Sixteen are 80 bits that
/// nobody can guess and the last is a check character by Luhn modulo 32, which finds every single wrong character and
/// nearly every swap of neighbours before any look-up.
/// </summary>
public static class VoucherCode
{
    public const int Length = 17;

    /// <summary>What a code is made of: 80 bits.</summary>
    public const int Bytes = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Shown = 4;

    /// <summary>Without hyphens.</summary>
    /// <param name="random"><see cref="Bytes"/> bytes.</param>
    public static string Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, Bytes);
        var body = new char[Length - 1];
        for (var i = 0; i < body.Length; i++)
        {
            var bit = i * 5;
            var pair = (random[bit / 8] << 8) | (bit / 8 + 1 < Bytes ? random[(bit / 8) + 1] : 0);
            body[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(body) + Check(body);
    }

    /// <summary>
    /// The plain form of what was typed, scanned or read out; null when it is no code. O is 0, I and L are 1.
    /// </summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c is not ('-' or ' ')).Select(Read));
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal))
            && Check(code.AsSpan(0, Length - 1)) == code[^1] ? code : null;
    }

    /// <summary><c>7K3M-9QWE-R2T8-XH1B7</c></summary>
    public static string Display(string code) => $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}";

    /// <summary>The last four characters: enough to tell vouchers apart, nothing to spend one with.</summary>
    public static string Tail(string text) => text.Length <= Shown ? text : $"…{text[^Shown..]}";

    private static char Read(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    private static char Check(ReadOnlySpan<char> body)
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
