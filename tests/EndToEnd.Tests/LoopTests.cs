using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>The main job through the gateway, and what must be true after it.</summary>
[Collection(Platform.Name)]
public sealed class LoopTests(Platform platform)
{
    [Fact]
    public async Task Loop_FromPhotoToVoucher_HoldsAtEveryStep()
    {
        var steps = new List<Step>();
        var walked = await new Walk(platform.Door, steps.Add).RunAsync("rider1");
        var rider = await platform.AsAsync("rider1");

        var timeline = (await rider.TimelineAsync(walked.Case.Id)).Read<List<StepView>>(200);
        Assert.Equal(
            ["Registered", "Dispatched", "Accepted", "Resolved", "CalledBack", "Closed"], timeline.Select(t => t.Kind));
        Assert.Equal(timeline.Select(t => t.OccurredAt).Order(), timeline.Select(t => t.OccurredAt));

        var entries = (await rider.EntriesAsync("size=200")).Read<PageView<EntryView>>(200).Items;
        Assert.Single(entries, e => e.IsAward && e.Reference == walked.Case.Id);
        Assert.Equal(30, walked.Points);
        var voucher = (await rider.VoucherAsync(walked.Voucher.Code)).Read<VoucherView>(200);
        Assert.Equal("Redeemed", voucher.Status);
    }

    [Fact]
    public async Task Photo_IsStoredWithoutItsMetadata()
    {
        Assert.NotEmpty(ImageMetadataReader.ReadMetadata(new MemoryStream(Photo.Bytes)).OfType<GpsDirectory>());
        var rider = await platform.AsAsync("rider2");
        var reported = (await rider.ReportClueAsync(City.Manhole("照片"), null, Photo.Bytes)).Read<CaseView>(201);
        var photo = Assert.Single((await rider.CaseAsync(reported.Id)).Read<CaseFile>(200).Photos);
        var stored = await rider.PhotoAsync(reported.Id, photo.Id);

        Assert.Equal("image/jpeg", stored.ContentType);
        Assert.Empty(ImageMetadataReader.ReadMetadata(new MemoryStream(stored.Bytes)).OfType<ExifDirectoryBase>());
        var files =
            System.IO.Directory.EnumerateFiles(
            Path.Combine(platform.Instance.Data, "blobs"), "*", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => File.ReadAllBytes(f).AsSpan().IndexOf(Photo.Serial) >= 0);
    }

    [Fact]
    public async Task Callback_NotSatisfied_LeadsToNoPoints()
    {
        var rider = await platform.AsAsync("rider3");
        var before = (await rider.PointsAsync()).Read<BalanceView>(200).Balance;
        Assert.Equal(0, before);
        Assert.Empty((await rider.EntriesAsync()).Read<PageView<EntryView>>(200).Items);
    }
}
