using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class TextTests
{
    [Theory]
    [InlineData("13800000001", "13800000001")]
    [InlineData("+86 138-0000-0001", "13800000001")]
    [InlineData("138 0000 0001", "13800000001")]
    [InlineData("12800000001", null)]
    [InlineData("1380000000", null)]
    [InlineData("138000000011", null)]
    [InlineData("1380000000a", null)]
    [InlineData("１３８００００００００", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Phone_IsElevenDigitsOrNothing(string? text, string? expected) =>
        Assert.Equal(expected, PersonalText.Phone(text));

    [Theory]
    [InlineData(" 张三 ", "张三")]
    [InlineData("阿依古丽·买买提", "阿依古丽·买买提")]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("张\u0007三", null)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", null)]
    public void Name_IsTrimmedAndBounded(string text, string? expected) =>
        Assert.Equal(expected, PersonalText.Name(text));

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("欧阳修", "欧*")]
    [InlineData("𠮷野", "𠮷*")]
    public void MaskName_KeepsTheFirstCharacter(string name, string masked) =>
        Assert.Equal(masked, PersonalText.MaskName(name));

    [Fact]
    public void MaskPhone_HidesTheMiddle() => Assert.Equal("138****0001", PersonalText.MaskPhone("13800000001"));

    [Theory]
    [InlineData("51", true, 1, null)]
    [InlineData("5101", true, 2, "51")]
    [InlineData("510104", true, 3, "5101")]
    [InlineData("510104017", true, 4, "510104")]
    [InlineData("510104017001", true, 5, "510104017")]
    [InlineData("510", false, 0, null)]
    [InlineData("5101ab", false, 3, null)]
    [InlineData("", false, 0, null)]
    public void RegionCodes_AreToldByLength(string code, bool good, int level, string? parent)
    {
        Assert.Equal(good, RegionCodes.IsWellFormed(code));
        if (good)
        {
            Assert.Equal((level, parent), (RegionCodes.Level(code), RegionCodes.Parent(code)));
        }
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("road", true)]
    [InlineData("road.manhole", true)]
    [InlineData("road.man-hole2.x", true)]
    [InlineData("Road", false)]
    [InlineData("road.", false)]
    [InlineData(".road", false)]
    [InlineData("road.*", false)]
    [InlineData("road\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Category_IsALowerCaseCodeOrStar(string? text, bool good) => Assert.Equal(good, Duty.IsCategory(text));

    [Theory]
    [InlineData("handler.jinjiang", true)]
    [InlineData("ab", false)]
    [InlineData(".ab", false)]
    [InlineData("张三张三", false)]
    [InlineData("a b c", false)]
    public void UserName_IsPlain(string name, bool good) => Assert.Equal(good, GrantRules.IsUserName(name));

    [Theory]
    [InlineData(new[] { "" }, "5101", true)]
    [InlineData(new[] { "" }, "", true)]
    [InlineData(new[] { "5101" }, "510104", true)]
    [InlineData(new[] { "5101" }, "5111", false)]
    [InlineData(new[] { "5101" }, "51", false)]
    [InlineData(new[] { "5101" }, "", false)]
    [InlineData(new string[0], "510104", false)]
    public void MayGive_OnlyWithinOnesOwnRegion(string[] own, string region, bool may) =>
        Assert.Equal(may, GrantRules.MayGive(own, region));
}
