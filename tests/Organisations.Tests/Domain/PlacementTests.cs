using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class PlacementTests
{
    private static readonly Guid Self = Guid.CreateVersion7();

    [Theory]
    [InlineData("51", "5101", PlacementOutcome.Fits)]
    [InlineData("5101", "5101", PlacementOutcome.Fits)]
    [InlineData("510104", "510104017", PlacementOutcome.Fits)]
    [InlineData("5111", "5101", PlacementOutcome.OutsideParentRegion)]
    [InlineData("510104", "5101", PlacementOutcome.OutsideParentRegion)]
    public void Check_ComparesRegions(string parentRegion, string region, PlacementOutcome expected) =>
        Assert.Equal(expected, Placement.Check(Self, region, [Node(parentRegion)]));

    [Fact]
    public void Check_WithoutParent_Fits() => Assert.Equal(PlacementOutcome.Fits, Placement.Check(Self, "51", []));

    [Fact]
    public void Check_WhenItIsItsOwnParent_IsRefused() =>
        Assert.Equal(PlacementOutcome.ItsOwnAncestor, Placement.Check(Self, "51", [Node("51", Self)]));

    [Fact]
    public void Check_WhenItStandsAboveTheParent_IsRefused() => Assert.Equal(
        PlacementOutcome.ItsOwnAncestor, Placement.Check(Self, "5101", [Node("5101"), Node("51"), Node("51", Self)]));

    [Fact]
    public void Check_UnderADissolvedParent_IsRefused()
    {
        var parent = Node("51");
        parent.Active = false;
        Assert.Equal(PlacementOutcome.ParentDissolved, Placement.Check(Self, "5101", [parent]));
    }

    [Fact]
    public void Check_BelowTheDeepestLevel_IsRefused()
    {
        var chain = Enumerable.Range(0, Placement.MaxDepth).Select(_ => Node("51")).ToList();
        Assert.Equal(PlacementOutcome.TooDeep, Placement.Check(Self, "51", chain));
        Assert.Equal(PlacementOutcome.Fits, Placement.Check(Self, "51", chain[1..]));
    }

    [Theory]
    [InlineData("5101", "510104", true)]
    [InlineData("510104", "510104", true)]
    [InlineData("510104", "5101", false)]
    [InlineData("510104", "510105", false)]
    public void Duty_IsWithin_TheOrganisationsRegion(string own, string duty, bool within) =>
        Assert.Equal(within, Duty.IsWithin(Node(own), duty));

    [Fact]
    public void Duty_WithdrawnTwice_ChangesOnce()
    {
        var duty = new Duty
        {
            Id = Self, OrganisationId = Self, Category = "*", RegionCode = "51", Priority = 1, ChangedAt = default,
        };
        Assert.True(duty.Withdraw(DateTimeOffset.UnixEpoch));
        Assert.False(duty.Withdraw(DateTimeOffset.MaxValue));
        Assert.Equal((false, 2L, DateTimeOffset.UnixEpoch), (duty.Active, duty.Version, duty.ChangedAt));
    }

    private static Organisation Node(string region, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        Kind = OrganisationKind.GeneralCommittee,
        Name = "x",
        RegionCode = region,
        ChangedAt = default,
    };
}
