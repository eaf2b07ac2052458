using System.Text;

namespace RiderPlatform.Grievances.Imports;

/// <param name="FileLine">Where it begins, from 1.</param>
/// <param name="Broken">A quotation mark stands where none may, or a cell is too long: the cells are not to be
/// used.</param>
public sealed record CsvLine(int FileLine, IReadOnlyList<string> Cells, bool Broken);

/// <summary>
/// RFC 4180 as a stream: quoted cells with line breaks and doubled quotation marks, any line ending, empty lines passed
/// over. The separator is the one that the heading has most of: comma, semicolon or tab. A quotation mark that is never
/// closed ends its line after <see cref="MaxCell"/> characters instead of swallowing the file.
/// </summary>
public sealed class CsvLines(TextReader text)
{
    public const int MaxCell = 20_000;
    public const int MaxCells = 200;
    private readonly StringBuilder _cell = new();
    private char _separator;
    private int _fileLine = 1;

    public IEnumerable<CsvLine> Read()
    {
        var heading = text.ReadLine() ?? "";
        _separator = new[] { ',', ';', '\t' }.MaxBy(s => heading.AsSpan().Count(s));
        yield return new CsvLine(_fileLine++, [.. heading.Split(_separator).Select(h => h.Trim().Trim('"'))], false);
        while (text.Peek() >= 0)
        {
            if (Line() is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Null for an empty one.</summary>
    private CsvLine? Line()
    {
        var (began, cells, broken) = (_fileLine, new List<string>(), false);
        bool more;
        do
        {
            broken |= !Cell(out more) || cells.Count == MaxCells;
            if (cells.Count < MaxCells)
            {
                cells.Add(_cell.ToString());
            }
        }
        while (more);
        return cells is [{ Length: 0 }] && !broken ? null : new CsvLine(began, cells, broken);
    }

    /// <summary>Reads one cell with what ends it; false where it is broken.</summary>
    /// <param name="more">Another cell of this line follows.</param>
    private bool Cell(out bool more)
    {
        _cell.Clear();
        var good = true;
        if (text.Peek() == '"')
        {
            text.Read();
            good = Quoted();
        }

        while (text.Read() is >= 0 and var c)
        {
            if (c == _separator)
            {
                more = true;
                return good;
            }

            if (c is '\n' or '\r')
            {
                _fileLine++;
                if (c == '\r' && text.Peek() == '\n')
                {
                    text.Read();
                }

                break;
            }

            good &= c != '"' && Keep((char)c);
        }

        more = false;
        return good;
    }

    private bool Quoted()
    {
        var good = true;
        while (text.Read() is >= 0 and var c)
        {
            if (c == '"' && text.Peek() != '"')
            {
                return good && text.Peek() is var next && (next < 0 || next == _separator || next is '\n' or '\r');
            }

            if (c == '"')
            {
                text.Read();
            }

            _fileLine += c == '\n' ? 1 : 0;
            good &= Keep((char)c);
            if (!good && c == '\n')
            {
                return false;
            }
        }

        return false;
    }

    private bool Keep(char c)
    {
        if (_cell.Length < MaxCell)
        {
            _cell.Append(c);
            return true;
        }

        return false;
    }
}
