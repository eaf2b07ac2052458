using System.Text;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class ImageFileTests
{
    private static readonly byte[] Jpeg =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 9, 9, 0xFF, 0, 9, 0xFF, 0xD0, 9, 0xFF, 0xD9];
    private static readonly byte[] Png =
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D',
        1, 2, 3, 4];

    [Fact]
    public void Type_IsByContent()
    {
        Assert.Equal("jpeg", ImageFile.TypeOf(Jpeg));
        Assert.Equal("png", ImageFile.TypeOf(Png));
        Assert.Equal("webp", ImageFile.TypeOf(Encoding.ASCII.GetBytes("RIFF....WEBPVP8 ")));
        Assert.Equal("heif", ImageFile.TypeOf([0, 0, 0, 24, .. "ftypheic"u8]));
        Assert.Null(ImageFile.TypeOf("<svg xmlns='http://www.w3.org/2000/svg'/>"u8));
        Assert.Null(ImageFile.TypeOf("#!/bin/sh"u8));
        Assert.Null(ImageFile.TypeOf([]));
    }

    [Fact]
    public void Tail_OfAPng_IsSomethingElse()
    {
        Assert.False(ImageFile.CarriesSomethingElse(Png));
        Assert.True(ImageFile.CarriesSomethingElse([.. Png, 0]));
        Assert.True(ImageFile.CarriesSomethingElse(Png.AsSpan(0, 18)));
    }

    [Fact]
    public void Tail_OfAJpeg_MayBeAFilmButNoArchiveOrScript()
    {
        Assert.False(ImageFile.CarriesSomethingElse(Jpeg));
        Assert.False(ImageFile.CarriesSomethingElse([.. Jpeg, .. "....ftypmp42"u8]));
        Assert.True(ImageFile.CarriesSomethingElse([.. Jpeg, .. "PK\u0003\u0004"u8]));
        Assert.True(ImageFile.CarriesSomethingElse([.. Jpeg, .. "  <script>alert(1)</script>"u8]));
    }

    [Theory]
    [InlineData("井盖缺失", true)]
    [InlineData("two\nlines", true)]
    [InlineData("😀", true)]
    [InlineData("", false)]
    [InlineData("  \n", false)]
    [InlineData("a\0b", false)]
    [InlineData("elevenchars", false)]
    public void Words_AreGood(string text, bool expected) => Assert.Equal(expected, Words.AreGood(text, 10));

    [Fact]
    public void Words_WithHalfASurrogatePair_AreNotGood() => Assert.False(Words.AreGood($"x{'\ud83d'}", 10));

    [Fact]
    public void Number_CarriesTheDayInChina() =>
        Assert.Equal(
            "XS20261123-",
            CaseNumber.PrefixFor(CaseKind.Clue, new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero)));
}
