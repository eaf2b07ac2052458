using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

public sealed class ConfirmsTests
{
    private const string Id = "a message";

    [Theory]
    [InlineData("11 12 13")]
    [InlineData("13 11 12")]
    [InlineData("13+")]
    [InlineData("12 13+")]
    [InlineData("11+ 13 12")]
    [InlineData("12 11+ 13+")]
    [InlineData("12 12 11+ 13")]
    [InlineData("9 10+ 13+ 10 12+")]
    public void All_IsDone_WhenEachMessageHasItsAnswer_InWhateverOrder(string answers)
    {
        var confirms = new Confirms(first: 11, count: 3);
        Take(confirms, answers);
        Assert.True(confirms.All.IsCompletedSuccessfully);
        Assert.All([0, 1, 2], i => Assert.Null(confirms.Fault(i, Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("11 12")]
    [InlineData("12+")]
    [InlineData("13 11+")]
    [InlineData("13 13 13")]
    [InlineData("8 9 10 10+")]
    public void All_Waits_WhileAnAnswerIsMissing(string answers)
    {
        var confirms = new Confirms(first: 11, count: 3);
        Take(confirms, answers);
        Assert.False(confirms.All.IsCompleted);
    }

    [Fact]
    public void Fault_TellsWhatWasRefused_AndWhatWasReturned()
    {
        var confirms = new Confirms(first: 1, count: 3);
        confirms.Return("nobody listens");
        confirms.Answer(1, multiple: false, refused: false);
        confirms.Answer(3, multiple: true, refused: true);
        Assert.True(confirms.All.IsCompletedSuccessfully);
        Assert.NotNull(confirms.Fault(0, "nobody listens"));
        Assert.Null(confirms.Fault(0, Id));
        Assert.NotNull(confirms.Fault(1, Id));
        Assert.NotNull(confirms.Fault(2, Id));
    }

    [Fact]
    public void All_Fails_WhenTheChannelCloses_ButNotAfterTheLastAnswer()
    {
        var open = new Confirms(first: 1, count: 1);
        open.Fail(new IOException("closed"));
        Assert.True(open.All.IsFaulted);
        var done = new Confirms(first: 1, count: 1);
        done.Answer(1, multiple: false, refused: false);
        done.Fail(new IOException("closed"));
        Assert.True(done.All.IsCompletedSuccessfully);
    }

    /// <summary>Numbers of messages; with a plus: and every one before it.</summary>
    private static void Take(Confirms confirms, string answers)
    {
        foreach (var answer in answers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            confirms.Answer(ulong.Parse(answer.TrimEnd('+'), null), multiple: answer.EndsWith('+'), refused: false);
        }
    }
}
