using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Tables;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Tests.Kit;

public sealed class WordsTests
{
    [Theory]
    [InlineData("没有找到。请核对编号。 Not found. Check the id.", "没有找到。请核对编号。", "Not found. Check the id.")]
    [InlineData("该案件已由 Ann Lee 接单。 Ann Lee has accepted it.", "该案件已由 Ann Lee 接单。", "Ann Lee has accepted it.")]
    [InlineData("只有中文。", "只有中文。", "只有中文。")]
    [InlineData("Only English.", "Only English.", "Only English.")]
    public void Pair_IsSplitByLanguage(string pair, string zh, string en)
    {
        Assert.Equal(zh, Problem.Part(pair, chinese: true));
        Assert.Equal(en, Problem.Part(pair, chinese: false));
    }

    [Theory]
    [InlineData("井盖", "井盖")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("one\ntwo", "\"one\ntwo\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("@x", "'@x")]
    [InlineData("-5", "-5")]
    [InlineData(null, "")]
    public void CsvField_IsOneFieldAndNoFormula(string? value, string field) =>
        Assert.Equal(field, CsvFile.Field(value));

    [Theory]
    [InlineData("/console/cases?region=51&at=now", "/console/cases?region=51&at=now")]
    [InlineData("//evil.example/x", "/console/")]
    [InlineData("/\\evil.example", "/console/")]
    [InlineData("https://evil.example", "/console/")]
    [InlineData("javascript:alert(1)", "/console/")]
    [InlineData("/a\r\nSet-Cookie: x=1", "/console/")]
    [InlineData(null, "/console/")]
    public void WayBack_StaysOnThisSite(string? given, string path) => Assert.Equal(path, SignInFlow.LocalPath(given));

    [Fact]
    public void Markup_EncodesWhatPeopleWrote()
    {
        Assert.Equal("<span class=\"tag tag-late\">&lt;b&gt;井盖&lt;/b&gt;</span>", Markup.Tag("<b>井盖</b>", "late")
            .ToString());
        Assert.Equal("<a href=\"&quot;&gt;\">&lt;</a>", Markup.Link("\">", "<").ToString());
    }
}
