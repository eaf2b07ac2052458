using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using RiderPlatform.EndToEnd.Tests.Crash;
using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>The main job through the gateway, and what must be true after it.</summary>
[Collection(Platform.Name)]
public sealed class LoopTests(Platform platform)
{
    [Fact]
    public async Task Loop_FromPhotoToVoucher_HoldsAtEveryStep()
    {
        var walked = await new Walk(platform.Door, _ => { }).RunAsync("rider1");
        var rider = await platform.AsAsync("rider1");

        var timeline = await rider.TimelineAsync(walked.Case.Id).ReadAsync<List<StepView>>(200);
        Assert.Equal(
            ["Registered", "Dispatched", "Accepted", "Resolved", "CalledBack", "Closed"], timeline.Select(t => t.Kind));
        Assert.Equal([1, 2, 3, 4, 5, 6], timeline.Select(t => t.Version));
        Assert.Equal(timeline.Select(t => t.OccurredAt).Order(), timeline.Select(t => t.OccurredAt));

        var entries = await rider.EntriesAsync("size=200").ReadAsync<PageView<EntryView>>(200);
        Assert.Single(entries.Items, e => e.IsAward && e.Reference == walked.Case.Id);
        Assert.Equal(30, walked.Points);
        Assert.Equal("Redeemed", walked.Voucher.Status);
        Assert.Equal(1, (await rider.VouchersAsync().ReadAsync<PageView<VoucherView>>(200)).Total);
    }

    [Fact]
    public async Task Photo_IsStoredWithoutItsMetadata()
    {
        Assert.NotEmpty(Metadata(Photo.Bytes).OfType<GpsDirectory>());
        var rider = await platform.AsAsync("rider2");
        var reported = await rider.ReportClueAsync(City.Manhole("照片"), null, Photo.Bytes).ReadAsync<CaseView>(201);
        var photo = Assert.Single((await rider.CaseAsync(reported.Id).ReadAsync<CaseFile>(200)).Photos);
        var stored = await rider.PhotoAsync(reported.Id, photo.Id);

        Assert.Equal((200, "image/jpeg"), (stored.Status, stored.ContentType));
        Assert.Empty(Metadata(stored.Bytes).OfType<ExifDirectoryBase>());
        // What a killed service was still reading lies in tmp until the sweep; nobody can be given it.
        var blobs = Path.Combine(platform.Instance.Data, "blobs");
        var files = System.IO.Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(Path.Combine(blobs, "tmp"), StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => File.ReadAllBytes(f).AsSpan().IndexOf(Photo.Serial) >= 0);
    }

    [Fact]
    public async Task Case_ReturnedDispatchedReopenedAndClosedAgain_IsAwardedOnce()
    {
        var (rider, handler) = (await platform.AsAsync("rider3"), await platform.AsAsync("handler.jinjiang"));
        var dispatcher = await platform.AsAsync("dispatcher");
        var reported = await rider.ReportClueAsync(City.Rubbish("退单再派")).ReadAsync<CaseView>(201);
        var (id, unit) = (reported.Id, reported.Unit!.Id);
        Task<CaseView> Taken(Task<Answer> step) => step.ReadAsync<CaseView>(200);

        await Taken(handler.ReturnAsync(id, 2, "不属于本单位职责"));
        await Taken(dispatcher.DispatchAsync(id, 3, unit));
        for (var version = 4; version <= 10; version += 6)
        {
            await Taken(handler.AcceptAsync(id, version));
            await Taken(handler.ResolveAsync(id, version + 1, "已清理"));
            await Taken(rider.CallBackAsync(id, version + 2, version > 4));
            await Taken(dispatcher.CloseAsync(id, version + 3, "Solved"));
            if (version == 4)
            {
                await Taken(dispatcher.ReopenAsync(id, 8, "骑手反映未解决"));
                await Taken(dispatcher.DispatchAsync(id, 9, unit));
            }
        }

        // Both facts of the first case left before the later one's: when that is awarded they have most likely arrived.
        var later = new CaseLife($"later-{id:N}", rider);
        await later.LiveAsync(new Staff(rider, handler, dispatcher, rider), Patience.None, () => true);
        var entries = await Eventually.IsAsync(
            async () => (await rider.EntriesAsync().ReadAsync<PageView<EntryView>>(200)).Items,
            e => e.Any(x => x.Reference == later.Told.CaseId));
        Assert.Single(entries, e => e.IsAward && e.Reference == id);
    }

    private static IReadOnlyList<MetadataExtractor.Directory> Metadata(byte[] photo) =>
        ImageMetadataReader.ReadMetadata(new MemoryStream(photo));
}
