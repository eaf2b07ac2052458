using System.Security.Cryptography;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class KeyRingTests
{
    private static readonly Guid Row = Guid.CreateVersion7();
    private readonly KeyRing _keys = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void Seal_ThenOpen_GivesTheTextBack()
    {
        var box = _keys.SealText("name", Row, "张建国");
        Assert.Equal("张建国", _keys.OpenText("name", Row, box));
        Assert.NotEqual(box, _keys.SealText("name", Row, "张建国"));
        Assert.DoesNotContain("张建国", System.Text.Encoding.UTF8.GetString(box), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherRowPurposeOrKey_Fails()
    {
        var box = _keys.SealText("name", Row, "x");
        Assert.ThrowsAny<CryptographicException>(() => _keys.OpenText("name", Guid.CreateVersion7(), box));
        Assert.ThrowsAny<CryptographicException>(() => _keys.OpenText("phone", Row, box));
        var other = new KeyRing(RandomNumberGenerator.GetBytes(32));
        var refused = Assert.ThrowsAny<CryptographicException>(() => other.OpenText("name", Row, box));
        Assert.Contains("Personal:Key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfADamagedBox_Fails()
    {
        var box = _keys.SealText("name", Row, "x");
        for (var i = 0; i < box.Length; i++)
        {
            var damaged = (byte[])box.Clone();
            damaged[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _keys.OpenText("name", Row, damaged));
        }

        Assert.ThrowsAny<CryptographicException>(() => _keys.OpenText("name", Row, box[..10]));
    }

    [Fact]
    public void Index_IsEqualForEqualTexts_AndKeyed()
    {
        Assert.Equal(_keys.Index("phone", "13800000001"), _keys.Index("phone", "13800000001"));
        Assert.NotEqual(_keys.Index("phone", "13800000001"), _keys.Index("phone", "13800000002"));
        var other = new KeyRing(RandomNumberGenerator.GetBytes(32));
        Assert.NotEqual(_keys.Index("phone", "13800000001"), other.Index("phone", "13800000001"));
    }
}
