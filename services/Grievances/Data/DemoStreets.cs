using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// Approximate street positions of the demo counties (<c>street-positions.csv</c>) and cells made from them: each
/// street's <see cref="DemoCell"/>. Marked as demo: a real boundary goes before them.
/// </summary>
public sealed class DemoStreets(GrievancesDb db, TimeProvider time) : ISeed
{
    private static readonly DateOnly InForceFrom = new(2023, 1, 1);

    public async Task SeedAsync(CancellationToken ct)
    {
        if (await db.Set<StreetPosition>().AnyAsync(ct))
        {
            return;
        }

        var streets = Read();
        var writer = new WKBWriter();
        db.AddRange(streets);
        db.AddRange(Cells(streets).Select(cell => new BoundaryRow
        {
            Code = cell.Code,
            ValidFrom = InForceFrom,
            Demo = true,
            Shape = writer.Write(cell.Shape),
            Vertices = cell.Shape.NumPoints,
            ImportedAt = time.GetUtcNow(),
        }));
        await db.Database.ExecuteSqlAsync($"update directory_revision set revision = revision + 1 where id = 1", ct);
        await db.SaveChangesAsync(ct);
    }

    internal static List<StreetPosition> Read()
    {
        using var stream = typeof(DemoStreets).Assembly.GetManifestResourceStream("street-positions.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && char.IsAsciiDigit(l[0]))
            .Select(l => l.Split(',')).Select(f => new StreetPosition
        {
            Code = f[0],
            Longitude = double.Parse(f[2], CultureInfo.InvariantCulture),
            Latitude = double.Parse(f[3], CultureInfo.InvariantCulture),
        })];
    }

    /// <summary>Each street's cell: the ground that lies nearer to it than to any other, within the reach.</summary>
    internal static IEnumerable<(string Code, Geometry Shape)> Cells(IReadOnlyList<StreetPosition> streets) =>
        streets.Select(s => (s.Code, (Geometry)DemoCell.Of(s, streets)));
}
