using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Stations.Registration;

internal static class Texts
{
    /// <summary>
    /// The trimmed text; what is missing, too long or holds control characters goes to <paramref name="invalid"/>.
    /// </summary>
    public static string Read(Invalid invalid, string? given, string field, int min, int max)
    {
        var text = given?.Trim() ?? "";
        invalid.When(
            text.Length < min || text.Length > max || text.Any(char.IsControl), field,
            $"须为 {min}–{max} 个字，不含控制字符。", $"{min} to {max} characters, none of them control characters.");
        return text;
    }
}
