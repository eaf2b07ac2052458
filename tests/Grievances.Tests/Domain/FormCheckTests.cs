using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class FormCheckTests
{
    private static readonly FormField[] Form =
    [
        new("note", FieldType.Text, "说明", "Note") { Max = 5 },
        new("people", FieldType.Number, "人数", "People") { Max = 10 },
        new("amount", FieldType.Money, "金额", "Amount"),
        new("on", FieldType.Date, "日期", "On"),
        new("when", FieldType.DateTime, "时间", "When"),
        new("insured", FieldType.YesNo, "参保", "Insured"),
        new("one", FieldType.Choice, "单选", "One") { Options = [new("a", "甲", "A"), new("b", "乙", "B")] },
        new("many", FieldType.Choices, "多选", "Many") { Options = [new("a", "甲", "A"), new("b", "乙", "B")] },
    ];

    [Theory]
    [InlineData("note", "\" 五个字吗 \"", "五个字吗", "五个字吗")]
    [InlineData("people", "10", "10", "10")]
    [InlineData("people", "\"0\"", "0", "0")]
    [InlineData("amount", "\"12.5\"", "1250", "12.50 元")]
    [InlineData("amount", "3000", "300000", "3000.00 元")]
    [InlineData("on", "\"2024-02-29\"", "2024-02-29", "2024-02-29")]
    [InlineData("when", "\"2026-11-22T18:30\"", "2026-11-22T10:30:00Z", "2026-11-22 18:30")]
    [InlineData("when", "\"2026-11-22T18:30:00Z\"", "2026-11-22T18:30:00Z", "2026-11-23 02:30")]
    [InlineData("insured", "true", "true", "是")]
    [InlineData("insured", "\"false\"", "false", "否")]
    [InlineData("one", "\"b\"", "b", "乙")]
    [InlineData("many", "[\"b\",\"a\"]", "a,b", "甲、乙")]
    [InlineData("many", "\"a,b\"", "a,b", "甲、乙")]
    public void Read_WhatIsGood_InItsOwnFormAndInWords(string field, string json, string value, string said)
    {
        var answer = Assert.Single(FormCheck.Read(Form, Given(field, json), out var wrong));
        Assert.Empty(wrong);
        Assert.Equal((field, value, said), (answer.Code, answer.Value, answer.Said.Zh));
    }

    [Theory]
    [InlineData("note", "\"超过了五个字\"")]
    [InlineData("note", "\"a\\u0000\"")]
    [InlineData("note", "{}")]
    [InlineData("people", "11")]
    [InlineData("people", "-1")]
    [InlineData("people", "1.5")]
    [InlineData("amount", "1.005")]
    [InlineData("amount", "\"-1\"")]
    [InlineData("amount", "1e30")]
    [InlineData("on", "\"2025-02-29\"")]
    [InlineData("when", "\"0001-01-01T00:00\"")]
    [InlineData("when", "\"昨天\"")]
    [InlineData("insured", "\"也许\"")]
    [InlineData("one", "\"c\"")]
    [InlineData("one", "[\"a\",\"b\"]")]
    [InlineData("many", "[\"a\",\"c\"]")]
    [InlineData("many", "[1]")]
    [InlineData("unknown", "\"x\"")]
    public void Read_WhatIsNot_IsSaidUnderItsField(string field, string json)
    {
        Assert.Empty(FormCheck.Read(Form, Given(field, json), out var wrong));
        Assert.Equal(field, Assert.Single(wrong).Key);
    }

    [Fact]
    public void Read_RequiredAndAbsentOrBlank_IsAskedFor()
    {
        FormField[] form = [new("employer", FieldType.Text, "企业", "Company", Required: true)];
        foreach (var given in new[] { null, Given("employer", "\"  \""), Given("employer", "null") })
        {
            FormCheck.Read(form, given, out var wrong);
            Assert.Equal("请填写“企业”。", wrong["employer"].Zh);
        }
    }

    /// <summary>The tree that ships must itself pass what is asked of a city's changes.</summary>
    [Fact]
    public void StandardTree_PassesItsOwnChecks_AndHasThreeLevelsForEveryKindButFew()
    {
        var tree = StandardCategories.All.ToDictionary(c => c.Code);
        Assert.All(tree.Values, c => Assert.Empty(CategoryChecks.Of(c, tree)));
        Assert.Contains(tree.Keys, c => c.Split('.').Length == Category.MostLevels);
        Assert.All(Enum.GetValues<CaseKind>(), kind => Assert.Contains(tree.Values, c => c.IsOfferedFor(kind)));
    }

    private static Dictionary<string, JsonElement> Given(string field, string json) =>
        new() { [field] = JsonDocument.Parse(json).RootElement };
}
