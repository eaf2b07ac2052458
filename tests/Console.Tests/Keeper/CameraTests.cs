using System.Text;
using RiderPlatform.Browser;
using RiderPlatform.Console.Tests.Rider;
using static Microsoft.Playwright.Assertions;

namespace RiderPlatform.Console.Tests.Keeper;

/// <summary>The rider's telephone before the keeper's camera: a second Chromium, whose camera is a file.</summary>
[Collection(Site.Riders)]
public sealed class CameraTests(Site site)
{
    private const int Width = 640;
    private const int Height = 480;

    [Fact]
    public async Task Voucher_IsReadByTheCamera_AndShown()
    {
        var voucher = await new Purse(site).VoucherAsync("rider15");
        var folder = Directory.CreateTempSubdirectory("riderplatform-camera-");
        try
        {
            var film = Path.Combine(folder.FullName, "camera.y4m");
            await File.WriteAllBytesAsync(film, await FilmAsync(voucher.Id));
            await using var chromium = await Chromium.LaunchAsync(
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                $"--use-file-for-fake-video-capture={film}");
            await using var keeper = await site.SitAsync(Seat.Phone, "keeper", chromium);
            await keeper.Context.GrantPermissionsAsync(["camera"]);
            await keeper.GoAsync("/console/keeper/redeem");
            await keeper.Page.ClickAsync("#scan");
            await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync(
                voucher.Code[^4..], new() { Timeout = 30_000 });
            await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("可以交付");
            await keeper.Page.ClickAsync("#verdict button");
            await Expect(keeper.Page.Locator("#verdict")).ToContainTextAsync("核销成功");
            Assert.Empty(keeper.Faults);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// The picture of the code on the rider's own page, in the middle of a grey frame: two frames of YUV4MPEG2, which
    /// Chromium repeats.
    /// </summary>
    private async Task<byte[]> FilmAsync(Guid id)
    {
        await using var rider = await site.SitAsync(Seat.Phone, "rider15");
        await rider.GoAsync($"/console/my/vouchers/{id}");
        var picture = Convert.ToBase64String(await rider.Page.Locator("svg.qr").ScreenshotAsync());
        var grey = await rider.Page.EvaluateAsync<string>("""
            async ([picture, width, height]) => {
              const image = new Image();
              image.src = `data:image/png;base64,${picture}`;
              await image.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width, height });
              const context = canvas.getContext('2d');
              context.fillStyle = '#999';
              context.fillRect(0, 0, width, height);
              const side = height * 0.8;
              context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side);
              const { data } = context.getImageData(0, 0, width, height);
              let text = '';
              for (let i = 0; i < data.length; i += 4) text += String.fromCharCode(data[i + 1]);
              return btoa(text);
            }
            """, new object[] { picture, Width, Height });
        byte[] frame =
        [
            .. "FRAME\n"u8, .. Convert.FromBase64String(grey), .. Enumerable.Repeat((byte)128, Width * Height / 2),
        ];
        var header = Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n");
        return [.. header, .. frame, .. frame];
    }
}
