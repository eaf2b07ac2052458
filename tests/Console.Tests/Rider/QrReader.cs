using RiderPlatform.Browser;

namespace RiderPlatform.Console.Tests.Rider;

internal static class QrReader
{
    /// <summary>What a camera would read: the picture of the code, through the keeper's own reader.</summary>
    public static async Task<string> ReadAsync(Person rider)
    {
        var picture = Convert.ToBase64String(await rider.Page.Locator("svg.qr").ScreenshotAsync());
        var assets = (await rider.Page.GetAttributeAsync("script[src*='js/console.js']", "src"))!
            .Replace("js/console.js", "vendor/jsqr.js", StringComparison.Ordinal);
        return await rider.Page.EvaluateAsync<string>("""
            async ([library, picture]) => {
              await import(library);
              const image = new Image();
              image.src = `data:image/png;base64,${picture}`;
              await image.decode();
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [image.width, image.height];
              const context = canvas.getContext('2d');
              context.drawImage(image, 0, 0);
              const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
              return jsQR(data, width, height).data;
            }
            """, new[] { assets, picture });
    }
}
