using System.Text;
using RiderPlatform.Grievances.Imports;

namespace RiderPlatform.Grievances.Tests.Imports;

/// <summary>Files as spreadsheets write them, and as they should not.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("a,b\n1,2", "1|2")]
    [InlineData("a,b\r1,2\r3,4", "1|2 / 3|4")]
    [InlineData("a;b\n1,5;2", "1,5|2")]
    [InlineData("a\tb\n1\t2", "1|2")]
    [InlineData("a,b\n\n1,2\n\n", "1|2")]
    [InlineData("a,b\n\"1,\"\"x\"\"\n2\",3", "1,\"x\"\n2|3")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a,b\n\"\",\"\"\n", "|")]
    [InlineData("a,b\n1\n1,2,3", "1 / 1|2|3")]
    [InlineData("a,b\n1\"2,3\n4,5", "!12|3 / 4|5")]
    [InlineData("a,b\n\"1\"2,3\n4,5", "!12|3 / 4|5")]
    [InlineData("a,b\n\"1,3\n4,5", "!1,3\n4,5")]
    [InlineData("a,b", "")]
    public void Lines_AreReadAsRfc4180Says(string file, string read) => Assert.Equal(
        read, string.Join(" / ", new CsvLines(new StringReader(file)).Read().Skip(1)
            .Select(l => (l.Broken ? "!" : "") + string.Join('|', l.Cells))));

    [Fact]
    public void AnUnclosedQuotationMark_DoesNotSwallowTheFile()
    {
        var file = new StringBuilder("a,b\n\"open,1\n");
        for (var i = 0; i < 20_000; i++)
        {
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},x\n");
        }

        var lines = new CsvLines(new StringReader(file.ToString())).Read().Skip(1).ToList();
        Assert.True(lines[0].Broken);
        Assert.True(lines.Count > 15_000, $"{lines.Count}");
        Assert.Equal("19999", lines[^1].Cells[0]);
        Assert.Equal(20_002, lines[^1].FileLine);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("GB18030", false)]
    public void Encodings_AreFoundOut(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? new UTF8Encoding(mark);
        byte[] file =
        [
            .. mark ? encoding.GetPreamble() : [],
            .. encoding.GetBytes("原编号,类别,内容,上报时间\r\n1,井盖缺失,春熙路口𠮷井盖,2024-05-01 09:30\r\n"),
        ];
        Assert.False(new ImportFile(file).Check().Wrong.Any);
        Assert.Equal("春熙路口𠮷井盖", new ImportFile(file).Read().Single()[ImportColumns.Text]);
    }

    [Theory]
    [InlineData("2024-05-01 09:30", "2024-05-01T01:30:00Z")]
    [InlineData("2024/5/1 9:30", "2024-05-01T01:30:00Z")]
    [InlineData("2024年5月1日", "2024-04-30T16:00:00Z")]
    [InlineData("2024-05-01T09:30:00Z", "2024-05-01T09:30:00Z")]
    [InlineData("2024-05-01T09:30:00+08:00", "2024-05-01T01:30:00Z")]
    [InlineData("05/01/2024", null)]
    [InlineData("1999-01-01", null)]
    [InlineData("45413.4", null)]
    public void Moments_WithoutAnOffsetAreChinas(string text, string? moment) => Assert.Equal(
        moment is null ? null : DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
        ImportWords.Moment(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x,y", "\"'@x,y\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("2023-1", "2023-1")]
    [InlineData(null, "")]
    public void Cells_AreNoFormulas(string? text, string cell) => Assert.Equal(cell, GetImport.Cell(text));
}
