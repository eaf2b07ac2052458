using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Messaging;

public sealed class CopyTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task StationChanged_OldNews_ChangesNothing()
    {
        var station = Guid.CreateVersion7();
        StationChanged Version(long version) => new()
        {
            StationId = station, Version = version, OrganisationId = Guid.CreateVersion7(), Name = $"驿站 {version}",
            RegionCode = PointsFixture.Street, Active = version != 3, OccurredAt = At,
        };
        foreach (var version in new long[] { 2, 1, 3, 2 })
        {
            await fixture.PublishAsync(Version(version), station, version);
        }

        var copy = await Eventually.IsAsync(
            () => fixture.WithAsync<PointsDb,
                StationCopy>(db => db.Stations.AsNoTracking().SingleAsync(s => s.Id == station)), s => s.Version == 3);
        Assert.Equal(("驿站 3", false), (copy.Name, copy.Active));
    }

    [Fact]
    public async Task RiderRegistered_AfterAnAward_CompletesTheCopyAndKeepsThePoints()
    {
        var rider = await fixture.RiderWithAsync(30);
        await fixture.PublishAsync(new RiderRegistered
        {
            RiderId = rider, Version = 1, RegionCode = "5101", EmployerId = null, IsMember = true, Active = true,
                OccurredAt = At,
        }, rider);
        var copy = await Eventually.IsAsync(
            () => fixture.WithAsync<PointsDb,
                RiderCopy>(db => db.Riders.AsNoTracking().SingleAsync(r => r.Id == rider)), r => r.Version == 1);
        Assert.Equal(("5101", true, true), (copy.RegionCode, copy.IsMember, copy.Active));
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
    }
}
