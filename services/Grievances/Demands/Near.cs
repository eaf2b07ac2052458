using System.Globalization;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Demands;

/// <summary><c>near=lon,lat</c> (WGS-84) and <c>within=metres</c> of a list.</summary>
internal sealed record Near(Position? At, int? WithinMetres)
{
    private const int Furthest = 50_000;

    public static Near Read(string? near, int? within, QueryReader read)
    {
        Position? at = null;
        if (!string.IsNullOrEmpty(near))
        {
            var parts = near.Split(',');
            at = parts.Length == 2 && Degrees(parts[0]) is { } east && Degrees(parts[1]) is { } north
                && new Position(east, north) is { IsInChina: true } there ? there : null;
            read.Invalid.When(at is null, "near", "格式为“经度,纬度”（WGS-84）。", "longitude,latitude (WGS-84).");
        }

        read.Invalid
            .When(within is < 1 or > Furthest, "within", $"1–{Furthest} 米。", $"1–{Furthest} metres.")
            .When(within is not null && string.IsNullOrEmpty(near), "within", "请同时给出 near。", "Give near, too.");
        return new(at, within);
    }

    private static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
