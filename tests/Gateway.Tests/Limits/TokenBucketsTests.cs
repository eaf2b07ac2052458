using RiderPlatform.Gateway.Limits;

namespace RiderPlatform.Gateway.Tests.Limits;

public sealed class TokenBucketsTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Take_BurstThenRate()
    {
        var buckets = new TokenBuckets(new Rate(PerSecond: 2, Burst: 3), 100, _clock);
        Assert.Equal(3, Admitted(buckets, A, 10));
        Assert.Equal(TimeSpan.FromSeconds(0.5), buckets.Take(A));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Admitted(buckets, A, 10));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Admitted(buckets, A, 10));
    }

    [Fact]
    public void Take_ClientsDoNotShare()
    {
        var buckets = new TokenBuckets(new Rate(1, 2), 100, _clock);
        Assert.Equal((2, 2), (Admitted(buckets, A, 5), Admitted(buckets, B, 5)));
    }

    [Fact]
    public void Take_ManyAtOnce_AdmitsTheBurstExactly()
    {
        var buckets = new TokenBuckets(new Rate(1, 1000), 100, _clock);
        var admitted = 0;
        Parallel.For(0, 4, _ => Interlocked.Add(ref admitted, Admitted(buckets, A, 1000)));
        Assert.Equal(1000, admitted);
    }

    [Fact]
    public void Take_MoreClientsThanRoom_KeepsTheBoundAndTheRestShare()
    {
        var buckets = new TokenBuckets(new Rate(1, 2), maxClients: 50, _clock);
        var admitted = Enumerable.Range(0, 1000).Sum(i => Admitted(buckets, new Client("c", $"{i}", 0), 2));
        Assert.Equal(50, buckets.Count);
        Assert.Equal((50 * 2) + 2, admitted);
    }

    [Fact]
    public void Take_RestedClientsMakeRoom()
    {
        var buckets = new TokenBuckets(new Rate(1, 2), maxClients: 50, _clock);
        for (var i = 0; i < 50; i++)
        {
            buckets.Take(new Client("c", $"{i}", 0));
        }

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((2, 2), (Admitted(buckets, A, 5), Admitted(buckets, B, 5)));
        Assert.True(buckets.Count <= 50);
    }

    private static Client A => new("app", "a", 0);

    private static Client B => new("app", "b", 0);

    private static int Admitted(TokenBuckets buckets, Client client, int tries) =>
        Enumerable.Range(0, tries).Count(_ => buckets.Take(client) == TimeSpan.Zero);

    private sealed class Clock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks * 100;
    }
}
