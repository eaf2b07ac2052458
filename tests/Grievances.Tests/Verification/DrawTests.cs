using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Verification;

public sealed class DrawTests
{
    private static readonly Guid Case = Guid.Parse("0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11");

    private static readonly Guid[] Pool =
        [.. Enumerable.Range(1, 200).Select(i => new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))];

    [Fact]
    public void Draw_IsTheSameForTheSameSeed_WhateverTheOrderOfThePool()
    {
        var seed = VerificationRules.SeedOf(Case, 4, 0, 0);
        var drawn = VerificationRules.Draw(seed, Pool);
        Assert.Equal(VerificationRules.Invited, drawn.Distinct().Count());
        Assert.Equal(drawn, VerificationRules.Draw(seed, Pool.Reverse().Concat(Pool)));
        Assert.NotEqual(drawn, VerificationRules.Draw(VerificationRules.SeedOf(Case, 4, 1, 0), Pool));
        Assert.Empty(VerificationRules.Draw(seed, []));
    }

    /// <summary>Over many seeds nobody comes up much more often than 5 in 200.</summary>
    [Fact]
    public void Draw_FavoursNobody()
    {
        var times = Enumerable.Range(0, 4000)
            .SelectMany(i => VerificationRules.Draw(VerificationRules.SeedOf(Case, i, 0, 0), Pool))
            .CountBy(rider => rider).Select(x => x.Value).ToList();
        Assert.Equal(200, times.Count);
        Assert.InRange(times.Min(), 55, 100);
        Assert.InRange(times.Max(), 100, 145);
    }
}
