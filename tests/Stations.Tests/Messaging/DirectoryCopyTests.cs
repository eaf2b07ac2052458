using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;

namespace RiderPlatform.Stations.Tests.Messaging;

public sealed class DirectoryCopyTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task Organisation_OldNewsChangesNothing_AndASecondDeliveryNeither()
    {
        var id = Guid.CreateVersion7();
        await fixture.PublishAsync(StationsFixture.Organisation(id, "第三版", 3, true), id);
        await Eventually.IsAsync(() => NameAsync(id), n => n == "第三版");
        await fixture.PublishAsync(StationsFixture.Organisation(id, "第二版", 2, true), id);
        await RepeatAsync(OutboxRow.Of(StationsFixture.Organisation(id, "第四版", 4, false), id.ToString(), 4), times: 3);
        await Eventually.IsAsync(() => NameAsync(id), n => n == "第四版");
        // The marker was published after the old news: once it is here, so was that.
        await MarkAsync();
        Assert.Equal("第四版", await NameAsync(id));
    }

    [Fact]
    public async Task Regions_AListReplacesTheOneBefore_AndAnOlderOneNothing()
    {
        await fixture.PublishAsync(
            StationsFixture.Regions("530102", 5, "530102001", "530102002"), Guid.CreateVersion7());
        await Eventually.IsAsync(() => CodesAsync("530102"), c => c.Count == 2);
        await fixture.PublishAsync(
            StationsFixture.Regions("530102", 6, "530102002", "530102003"), Guid.CreateVersion7());
        await Eventually.IsAsync(() => CodesAsync("530102"), c => c.SequenceEqual(["530102002", "530102003"]));
        await fixture.PublishAsync(StationsFixture.Regions("530102", 4, "530102009"), Guid.CreateVersion7());
        await fixture.PublishAsync(StationsFixture.Regions("530103", 1, "530103001"), Guid.CreateVersion7());
        await Eventually.IsAsync(() => CodesAsync("530103"), c => c.Count == 1);
        Assert.Equal(["530102002", "530102003"], await CodesAsync("530102"));
    }

    private async Task MarkAsync()
    {
        var marker = Guid.CreateVersion7();
        await fixture.PublishAsync(StationsFixture.Organisation(marker, "标记", 1, true), marker);
        await Eventually.IsAsync(() => NameAsync(marker), n => n == "标记");
    }

    /// <summary>The same message id several times, as after a crash of the relay.</summary>
    private async Task RepeatAsync(OutboxRow row, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await fixture.WithAsync<StationsDb, int>(db =>
            {
                db.Add(new OutboxRow { Id = row.Id, Type = row.Type, Key = row.Key, Version = row.Version,
                    Payload = row.Payload });
                return db.SaveChangesAsync();
            });
        }
    }

    private Task<string?> NameAsync(Guid id) => fixture.WithAsync<StationsDb, string?>(
        db => db.Organisations.Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync());

    private Task<List<string>> CodesAsync(string list) => fixture.WithAsync<StationsDb, List<string>>(
        db => db.Regions.Where(r => r.ListCode == list).Select(r => r.Code).Order().ToListAsync());
}
