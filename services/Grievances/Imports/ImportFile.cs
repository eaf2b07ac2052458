using System.Text;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Imports;

/// <summary>One line as it stands in the file.</summary>
/// <param name="Number">From 1, the heading not counted.</param>
/// <param name="FileLine">Where it begins in the file.</param>
/// <param name="Broken">Its quotation marks do not fit.</param>
public sealed record ImportRecord(int Number, int FileLine, IReadOnlyDictionary<string, string> Values, bool Broken)
{
    /// <summary>Null where the cell is empty or absent.</summary>
    public string? this[string column] =>
        Values.GetValueOrDefault(column) is { } value && value.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>
/// A file of old cases as a spreadsheet saves it: UTF-8, or GB18030, which is what Excel writes in China. One line is
/// in memory at a time.
/// </summary>
public sealed class ImportFile(byte[] content)
{
    public const int MaxBytes = 32 * 1024 * 1024;
    public const int MaxLines = 50_000;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>A superset of GBK and GB2312: whatever a Chinese spreadsheet wrote is read by it.</summary>
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private readonly Encoding _encoding = EncodingOf(content);

    /// <summary>What is wrong with the file as a whole, and how many lines it has.</summary>
    public (Invalid Wrong, int Lines) Check()
    {
        var (invalid, lines) = (new Invalid(), 0);
        try
        {
            foreach (var line in Lines())
            {
                invalid = lines++ == 0 ? WrongHeading(line) : invalid;
                if (invalid.Any || lines > MaxLines + 1)
                {
                    break;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return (new Invalid().Add(
                "file", "无法识别编码，请存为 UTF-8 或 GB18030（GBK）。", "Save it as UTF-8 or GB18030 (GBK)."), 0);
        }

        return (invalid
            .When(lines > MaxLines + 1, "file", $"最多 {MaxLines} 行，请分成几个文件。",
                $"At most {MaxLines} lines; split the file.")
            .When(lines < 2 && !invalid.Any, "file", "文件中没有数据。", "The file holds no lines."), lines - 1);
    }

    /// <summary>Of a file that was checked.</summary>
    public IEnumerable<ImportRecord> Read()
    {
        var (number, columns) = (-1, new Dictionary<int, string>());
        foreach (var line in Lines())
        {
            if (++number == 0)
            {
                columns = Columns(line);
                continue;
            }

            var values = columns.Where(c => c.Key < line.Cells.Count)
                .ToDictionary(c => c.Value, c => line.Cells[c.Key]);
            yield return new ImportRecord(number, line.FileLine, values, line.Broken);
        }
    }

    private static Invalid WrongHeading(CsvLine heading)
    {
        var columns = Columns(heading);
        var missing = ImportColumns.Needed.Except(columns.Values).ToList();
        var names = string.Join('、', ImportColumns.All.Where(c => missing.Contains(c.Name)).Select(c => c.Zh));
        return new Invalid()
            .When(missing.Count > 0, "file", $"缺少列：{names}。", $"Columns are missing: {string.Join(", ", missing)}.")
            .When(columns.Values.Distinct().Count() < columns.Count, "file", "有重复的列。", "A column stands twice.");
    }

    private static Dictionary<int, string> Columns(CsvLine heading) => heading.Cells
        .Select((text, at) => (At: at, Name: ImportColumns.Of(text))).Where(c => c.Name is not null)
        .ToDictionary(c => c.At, c => c.Name!);

    private IEnumerable<CsvLine> Lines()
    {
        using var text = new StreamReader(new MemoryStream(content, writable: false), _encoding);
        foreach (var line in new CsvLines(text).Read())
        {
            yield return line;
        }
    }

    private static Encoding EncodingOf(byte[] content)
    {
        try
        {
            StrictUtf8.GetCharCount(content);
            return StrictUtf8;
        }
        catch (DecoderFallbackException)
        {
            return Gb18030;
        }
    }
}
