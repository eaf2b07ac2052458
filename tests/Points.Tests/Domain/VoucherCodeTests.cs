using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class VoucherCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static string Create() => VoucherCode.Of(RandomNumberGenerator.GetBytes(VoucherCode.Bytes));

    /// <summary>All 80 bits are in it: each bit that changes changes the code, and none is lost.</summary>
    [Fact]
    public void Of_HasEveryBit()
    {
        var bits = Enumerable.Range(0, 80).Select(i =>
        {
            var bytes = new byte[VoucherCode.Bytes];
            bytes[i / 8] = (byte)(0x80 >> (i % 8));
            return VoucherCode.Of(bytes);
        }).ToList();
        Assert.Equal(80, bits.Distinct().Count());
        Assert.All(bits.Index(), b => Assert.Equal(1, b.Item[..16].Count(c => c != '0')));
        Assert.Equal(new string('0', 17), VoucherCode.Of(new byte[VoucherCode.Bytes]));
        Assert.Equal(new string('Z', 16), VoucherCode.Of([.. Enumerable.Repeat((byte)255, 10)])[..16]);
    }

    [Fact]
    public void Create_GivesCodesThatParseAndDiffer()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => Create()).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Equal(c, VoucherCode.Parse(VoucherCode.Display(c))));
    }

    [Fact]
    public void Parse_ReadsWhatAPersonWrites()
    {
        var code = Enumerable.Range(0, 1000).Select(_ => Create())
            .First(c => c.Contains('0') && c.Contains('1'));
        Assert.Equal(code, VoucherCode.Parse($" {code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l')} "));
        Assert.Equal(code, VoucherCode.Parse(code.Replace('1', 'I').Replace('0', 'O')));
    }

    [Fact]
    public void Parse_WhenOneCharacterIsWrong_IsNone() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte, byte>((place, other) =>
    {
        var code = Create();
        var at = place % VoucherCode.Length;
        var wrong = Alphabet[other % Alphabet.Length];
        return wrong == code[at] || VoucherCode.Parse(code[..at] + wrong + code[(at + 1)..]) is null;
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M9QWER2T8")]
    [InlineData("UUUU-UUUU-UUUU-UUUUU")]
    [InlineData("'; drop table voucher; --")]
    [InlineData("积分积分积分积分积分积分积分积分分")]
    public void Parse_WhenItIsNoCode_IsNone(string? typed) => Assert.Null(VoucherCode.Parse(typed));
}
