using RiderPlatform.ServiceDefaults.Memory;

namespace RiderPlatform.ServiceDefaults.Tests.Memory;

public sealed class GiveMemoryBackTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData(100, 64, true)] // a start is over
    [InlineData(900, 64, false)] // requests would wait for the collection
    [InlineData(100, 12, false)] // hardly anything to give
    public void Memory_IsGivenBack_ByAQuietProcessThatHasUsedSome(int milliseconds, long allocated, bool worthIt)
    {
        var then = new GiveMemoryBack.Usage(TimeSpan.FromSeconds(7), 40 * MiB);
        var now = new GiveMemoryBack.Usage(
            then.Processor + TimeSpan.FromMilliseconds(milliseconds), (40 + allocated) * MiB);

        Assert.Equal(worthIt, GiveMemoryBack.IsWorthIt(then, now, TimeSpan.FromSeconds(3), 40 * MiB));
    }
}
