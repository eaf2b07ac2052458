using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class VoucherCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void Create_GivesCodesThatParseAndDiffer()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => VoucherCode.Create()).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Equal(c, VoucherCode.Parse(VoucherCode.Display(c))));
    }

    [Fact]
    public void Parse_ReadsWhatAPersonWrites()
    {
        var code = Enumerable.Range(0, 1000).Select(_ => VoucherCode.Create())
            .First(c => c.Contains('0') && c.Contains('1'));
        Assert.Equal(code, VoucherCode.Parse($" {code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l')} "));
        Assert.Equal(code, VoucherCode.Parse(code.Replace('1', 'I').Replace('0', 'O')));
    }

    [Fact]
    public void Parse_WhenOneCharacterIsWrong_IsNone() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte, byte>((place, other) =>
    {
        var code = VoucherCode.Create();
        var at = place % VoucherCode.Length;
        var wrong = Alphabet[other % Alphabet.Length];
        return wrong == code[at] || VoucherCode.Parse(code[..at] + wrong + code[(at + 1)..]) is null;
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M9QWER2T")]
    [InlineData("UUUU-UUUU-UUUU")]
    [InlineData("'; drop table voucher; --")]
    [InlineData("积分积分积分积分积分积分")]
    public void Parse_WhenItIsNoCode_IsNone(string? typed) => Assert.Null(VoucherCode.Parse(typed));
}
