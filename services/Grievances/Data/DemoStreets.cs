using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Triangulate;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// Approximate street positions of the demo counties (<c>street-positions.csv</c>) and cells made from them: each
/// street's Voronoi cell within <see cref="RegionFinder.NearestMetres"/>. Marked as demo: a real boundary goes before
/// them.
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

    /// <summary>
    /// In a plane that shrinks longitudes by the cosine of the latitude, so that cells and circles are right in metres.
    /// </summary>
    internal static IEnumerable<(string Code, Geometry Shape)> Cells(IReadOnlyList<StreetPosition> streets)
    {
        var shrink = Math.Cos(double.DegreesToRadians(streets.Average(s => s.Latitude)));
        var sites = streets.ToDictionary(s => new Coordinate(s.Longitude * shrink, s.Latitude), s => s.Code);
        var diagram = new VoronoiDiagramBuilder();
        diagram.SetSites(sites.Keys);
        foreach (var cell in diagram.GetDiagram(GeometryFactory.Default).Geometries)
        {
            var site = (Coordinate)cell.UserData;
            var circle = GeometryFactory.Default.CreatePoint(site).Buffer(RegionFinder.NearestMetres / 111_195, 8);
            var shape = OverlayNGRobust.Overlay(cell, circle, SpatialFunction.Intersection);
            shape.Apply(new Widen(shrink));
            yield return (sites[site], shape);
        }
    }

    private sealed class Widen(double shrink) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count; i++)
            {
                seq.SetX(i, Math.Round(seq.GetX(i) / shrink, 6));
                seq.SetY(i, Math.Round(seq.GetY(i), 6));
            }
        }
    }
}
