namespace RiderPlatform.Points.Figures;

/// <summary>Text in a file for a sheet.</summary>
internal static class CsvCell
{
    /// <summary>
    /// As RFC 4180 has it; a sheet takes a cell that begins like a formula for one, and would run it.
    /// </summary>
    public static string Of(string text)
    {
        var mark = text[..Math.Min(1, text.Length)] is "=" or "+" or "-" or "@" ? "'" : "";
        return $"\"{mark}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
