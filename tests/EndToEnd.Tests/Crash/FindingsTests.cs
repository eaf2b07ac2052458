namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>The checker must be able to fail: each kind of loss is planted once.</summary>
public sealed class FindingsTests
{
    private static readonly Guid Id = Guid.CreateVersion7();
    private static readonly Told Closed = new("m1", Id, Stage.Closed);
    private static readonly Held Whole = new([(Id, "m1", "Closed")], [Id], []);

    [Fact]
    public void Whole_IsClean() => Assert.True(Findings.Of([Closed], Whole).AreClean);

    [Fact]
    public void AcknowledgedAndAbsent_IsLost() =>
        Assert.Single(Findings.Of([Closed, new Told("invented", Guid.CreateVersion7(), Stage.Reported)], Whole).Lost);

    [Fact]
    public void AcknowledgedClosedAndStillOpen_IsLost() =>
        Assert.Single(Findings.Of([Closed], Whole with { Cases = [(Id, "m1", "CalledBack")] }).Lost);

    [Fact]
    public void TwoCasesOfOneReport_AreDuplicated() => Assert.Single(
        Findings.Of(
            [Closed],
            Whole with { Cases = [(Id, "m1", "Closed"), (Guid.CreateVersion7(), "m1", "Dispatched")] }).Duplicated);

    [Fact]
    public void CaseThatNobodyReported_IsUnexpected() => Assert.Single(
        Findings.Of(
            [Closed],
            Whole with { Cases = [(Id, "m1", "Closed"), (Guid.CreateVersion7(), "m2", "Dispatched")] }).Unexpected);

    [Fact]
    public void ClosedWithoutAward_IsNotAwarded() =>
        Assert.Single(Findings.Of([Closed], Whole with { Awards = [] }).NotAwarded);

    [Fact]
    public void ClosedWithTwoAwards_IsAwardedTwice() =>
        Assert.Single(Findings.Of([Closed], Whole with { Awards = [Id, Id] }).AwardedTwice);
}
