using System.Text;
using RiderPlatform.Console.Live;

namespace RiderPlatform.Console.Tests.Kit;

/// <summary>What a page may miss, and what it must be told when it did.</summary>
public sealed class LiveHubTests
{
    private readonly LiveHub _hub = new();

    public LiveHubTests() => _hub.Connected();

    private static readonly Guid Case = Guid.CreateVersion7();

    private void Happen(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _hub.Take("case-accepted.v1", Encoding.UTF8.GetBytes(
                $$"""{"caseId":"{{Case}}","caseVersion":2,"unitId":"{{Guid.Empty}}","regionCode":"510104"}"""));
        }
    }

    [Fact]
    public void Stream_GetsWhatHappensFromNowOn()
    {
        Happen();
        var stream = _hub.Open(_hub.LastId);
        Happen();
        Assert.Empty(stream.Missed!);
        Assert.True(stream.Reader.TryRead(out var fact));
        Assert.Equal(("case-accepted.v1", Case, "510104"), (fact.Kind, fact.CaseId, fact.Region));
        Assert.False(stream.Reader.TryRead(out _));
    }

    [Fact]
    public void Resume_GetsJustWhatWasMissed()
    {
        Happen(3);
        var seen = _hub.LastId;
        Happen(2);
        Assert.Equal([5, 6], _hub.Open(seen).Missed!.Select(f => f.Number));
        Assert.Empty(_hub.Open(_hub.LastId).Missed!);
    }

    [Fact]
    public void Resume_FromTooLongAgo_MustLookAgain()
    {
        Happen();
        var seen = _hub.LastId;
        Happen(3000);
        Assert.Null(_hub.Open(seen).Missed);
    }

    [Theory]
    [InlineData("another-1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void Resume_FromAnotherProcess_MustLookAgain(string id)
    {
        Happen();
        Assert.Null(_hub.Open(id).Missed);
    }

    [Fact]
    public void Resume_OverAGapOfTheBroker_MustLookAgain()
    {
        Happen();
        var seen = _hub.LastId;
        var open = _hub.Open(null);
        _hub.Lost();
        Assert.True(open.Reader.Completion.IsCompleted);
        Assert.Null(_hub.Open(seen).Missed);
        _hub.Connected();
        Assert.Null(_hub.Open(seen).Missed);
        Assert.Empty(_hub.Open(_hub.LastId).Missed!);
    }

    [Fact]
    public void Stream_ThatNothingIsKnownOf_MustLookAgain() => Assert.Null(_hub.Open(null).Missed);

    [Fact]
    public void Stream_ThatOpensBeforeTheBrokerIsThere_LooksAgainWhenItIs()
    {
        var hub = new LiveHub();
        var stream = hub.Open(hub.LastId);
        Assert.Null(stream.Missed);
        hub.Connected();
        Assert.True(stream.Reader.TryRead(out var fact));
        Assert.True(fact.IsLook);
    }

    [Fact]
    public void SlowReader_IsCutOff_AndCostsNoMemory()
    {
        var slow = _hub.Open(null);
        Happen(10_000);
        var read = 0;
        while (slow.Reader.TryRead(out _))
        {
            read++;
        }

        Assert.InRange(read, 1, 300);
        Assert.True(slow.Reader.Completion.IsCompleted);
    }

    [Theory]
    [InlineData("""{"caseId":"no","regionCode":"51"}""")]
    [InlineData("""{"regionCode":"51"}""")]
    [InlineData("""{"caseId":"01940000-0000-7000-8000-000000000000"}""")]
    public void WhatIsNoFactOfACase_IsPassedOver(string json)
    {
        var before = _hub.LastId;
        _hub.Take("case-accepted.v1", Encoding.UTF8.GetBytes(json));
        Assert.Equal(before, _hub.LastId);
    }
}
