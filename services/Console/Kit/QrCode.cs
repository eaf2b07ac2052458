using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace RiderPlatform.Console.Kit;

/// <summary>A QR code as one path: no style attributes, sharp at every size, black on white in both themes.</summary>
public static class QrCode
{
    /// <param name="label">What a screen reader says of it.</param>
    public static IHtmlContent Svg(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        // M: a fifth of the modules may be dirt or glare. The matrix has its quiet zone of four modules.
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append($"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new HtmlString($"<svg class=\"qr\" viewBox=\"0 0 {rows.Count} {rows.Count}\" role=\"img\" "
            + $"aria-label=\"{Markup.Encode(label)}\" shape-rendering=\"crispEdges\">"
            + $"<path class=\"qr-ground\" d=\"M0 0h{rows.Count}v{rows.Count}H0z\"/><path d=\"{path}\"/></svg>");
    }
}
