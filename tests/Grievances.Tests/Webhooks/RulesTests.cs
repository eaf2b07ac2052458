using System.Net;
using System.Text;
using RiderPlatform.Grievances.Webhooks;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>Signature, schedule and addresses by themselves.</summary>
public sealed class RulesTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The vector that every reference library of Standard Webhooks tests itself with.</summary>
    [Fact]
    public void Signature_IsThatOfTheReferenceVector()
    {
        const string Body = """{"test": 2432232314}""";
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var signature = WebhookSignature.Of(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", Then, Encoding.UTF8.GetBytes(Body), [key]);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
        Assert.True(StandardVerifier.Accepts(
            Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", $"v1,AAAA v2,{signature[3..]} {signature}", Body,
                Then));
        Assert.False(StandardVerifier.Accepts(
            Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signature, Body, Then.AddMinutes(6)));
        Assert.False(StandardVerifier.Accepts(
            Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", signature, Body, Then));
    }

    [Fact]
    public void Signature_OfTwoSecrets_IsTwoSignatures()
    {
        var (first, second) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());
        var both = WebhookSignature.Of("msg_1", Then, "{}"u8, [first, second]);
        Assert.Equal(2, both.Split(' ').Length);
        foreach (var secret in (byte[][])[first, second])
        {
            Assert.InRange(secret.Length, 24, 64);
            Assert.True(StandardVerifier.Accepts(
                WebhookSignature.Show(secret), "msg_1", "1614265330", both, "{}", Then));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => WebhookSignature.Of("msg.1", Then, "{}"u8, [first]));
    }

    [Fact]
    public void Schedule_IsThatOfTheSpecification()
    {
        string[] waits =
        [
            "00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00",
                "1.00:00:00",
        ];
        Assert.Equal(waits, Enumerable.Range(1, 9)
            .Select(n => (RetrySchedule.Next(n, Then, null, 0) - Then).ToString()));
        Assert.Null(RetrySchedule.Next(10, Then, null, 0));
        Assert.Equal(Then.AddSeconds(6), RetrySchedule.Next(1, Then, null, 1));
        Assert.Equal(Then.AddSeconds(40), RetrySchedule.Next(1, Then, TimeSpan.FromSeconds(40), 0));
        Assert.Equal(Then.AddMinutes(5), RetrySchedule.Next(2, Then, TimeSpan.FromSeconds(40), 0));
        Assert.Equal(Then.AddDays(1), RetrySchedule.Next(1, Then, TimeSpan.FromDays(400), 0));
    }

    [Theory]
    [InlineData(503, 40, 40)]
    [InlineData(429, 40, 40)]
    [InlineData(429, null, 5)]
    [InlineData(504, null, 5)]
    [InlineData(503, null, null)]
    [InlineData(500, 40, null)]
    [InlineData(null, null, null)]
    public void Hold_IsAsTheReceiverAsks(int? status, int? asked, int? held) => Assert.Equal(
        held, RetrySchedule.Hold(status, asked is { } s ? TimeSpan.FromSeconds(s) : null)?.TotalSeconds);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("::ffff:192.168.1.1", false)]
    [InlineData("::10.1.2.3", false)]
    [InlineData("64:ff9b::a01:203", false)]
    [InlineData("2002:a01:203::1", false)]
    [InlineData("2001:0:4136:e378::1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("fe80::1%2", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fd12::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    public void Address_InsideIsRefused_UnlessListed(string address, bool allowed) => Assert.Equal(
        allowed, new AddressPolicy(allowLoopback: false, "10.1.0.0/16", "169.254.0.0/16", "100.64.0.0/32")
            .Allows(IPAddress.Parse(address)));

    [Fact]
    public void Loopback_IsForTryingOut() =>
        Assert.All(["127.0.0.1", "::1", "127.8.8.8"], a => Assert.True(
            new AddressPolicy(allowLoopback: true).Allows(IPAddress.Parse(a))));
}
