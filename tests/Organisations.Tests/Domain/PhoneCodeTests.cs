using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class PhoneCodeTests
{
    [Theory]
    [InlineData("012345", "012345")]
    [InlineData(" 012 345 ", "012345")]
    [InlineData("０１２３４５", "012345")]
    [InlineData("01234", null)]
    [InlineData("0123456", null)]
    [InlineData("01234a", null)]
    [InlineData("٠١٢٣٤٥", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("\0\0\0\0\0\0", null)]
    public void Read_TakesSixDigits_HoweverTheyWereTyped(string? typed, string? code) =>
        Assert.Equal(code, PhoneCode.Read(typed));

    [Fact]
    public void Read_OfALongText_IsNull() => Assert.Null(PhoneCode.Read(new string(' ', 40) + "012345"));
}
