using System.Globalization;

namespace RiderPlatform.Organisations.Domain;

/// <summary>How names and phone numbers are read, and how they are shown to those who may not see them.</summary>
public static class PersonalText
{
    public const int MaxNameLength = 30;

    /// <summary>
    /// The eleven digits of a mainland mobile number, whatever spaces, hyphens or +86 stand around; null for anything
    /// else.
    /// </summary>
    public static string? Phone(string? text)
    {
        if (text is null || text.Length > 30)
        {
            return null;
        }

        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        plain = plain.StartsWith("+86", StringComparison.Ordinal) ? plain[3..] : plain;
        return plain.Length == 11 && plain[0] == '1' && plain[1] is >= '3' and <= '9' && plain.All(char.IsAsciiDigit)
            ? plain : null;
    }

    /// <summary>Trimmed; null when empty, too long, or with control characters.</summary>
    public static string? Name(string? text, int maxLength = MaxNameLength)
    {
        var name = text?.Trim();
        return name?.Length > 0 && name.Length <= maxLength && !name.Any(char.IsControl) ? name : null;
    }

    /// <summary><c>138****0001</c></summary>
    public static string MaskPhone(string phone) => $"{phone[..3]}****{phone[^4..]}";

    /// <summary><c>张*</c>: one star whatever the length, which is itself a hint.</summary>
    public static string MaskName(string name) => StringInfo.GetNextTextElement(name) + "*";
}
