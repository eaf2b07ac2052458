using System.Text;

namespace RiderPlatform.Console.Kit.Tables;

/// <summary>A list as a file for spreadsheets: UTF-8 with a mark, as Excel expects it, and RFC 4180.</summary>
public static class CsvFile
{
    /// <summary>A sheet takes a cell that begins so for a formula, and would run it.</summary>
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r'];

    public static string Line<T>(IEnumerable<Column<T>> columns, T item) =>
        string.Join(',', columns.Select(c => Field(c.Value(item)))) + "\r\n";

    public static string Header<T>(IEnumerable<Column<T>> columns, Texts texts) =>
        string.Join(',', columns.Select(c => Field(texts[c.Text]))) + "\r\n";

    public static readonly byte[] Mark = Encoding.UTF8.GetPreamble();

    internal static string Field(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && FormulaStarts.Contains(text[0]) && !decimal.TryParse(text, out _))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
