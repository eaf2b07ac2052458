using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Boundaries;

/// <summary>
/// Takes a city's polygons in as GeoJSON. Good features are kept, bad ones listed with their reason, overlaps told. A
/// code with the same day replaces what was imported for that day, so that the same file twice changes nothing.
/// </summary>
public static class ImportBoundaries
{
    public const long MaxRequestBytes = 50 * 1024 * 1024;

    public sealed record Refused(int Index, string? Code, string Reason, string? Detail);

    public sealed record Answer(
        int Imported, DateOnly ValidFrom, IReadOnlyList<Refused> Refused, IReadOnlyList<Overlap> Overlaps);

    private static readonly Refusal NothingUsable = new(400, "NoUsableBoundary",
        "文件中没有可用的边界，原因见 refused。", "The file holds no usable boundary; see refused.");

    private const string Upsert = """
        insert into boundaries (code, valid_from, name, demo, shape, vertices, imported_at)
        select b.code, $1, b.name, false, b.shape, b.vertices, $2
        from unnest($3::text[], $4::text[], $5::bytea[], $6::int[]) as b (code, name, shape, vertices)
        on conflict (code, valid_from) do update set name = excluded.name, demo = false, shape = excluded.shape,
            vertices = excluded.vertices, imported_at = excluded.imported_at
        """;

    /// <summary>A file of one street, as RFC 7946 writes it.</summary>
    public static object Example => new
    {
        type = "FeatureCollection",
        features = new[]
        {
            new
            {
                type = "Feature",
                properties = new { code = "510104022", name = "春熙路街道" },
                geometry = new
                {
                    type = "Polygon",
                    coordinates = new double[][][]
                    {
                        [[104.07, 30.65], [104.09, 30.65], [104.09, 30.67], [104.07, 30.67], [104.07, 30.65]],
                    },
                },
            },
        },
    };

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        HttpContext http, DateOnly? validFrom, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
            CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        using var document = await ReadAsync(http, ct);
        if (!GeoJsonReader.IsFeatureCollection(document.RootElement))
        {
            return new Invalid().Add("type", "须为 GeoJSON FeatureCollection。", "A GeoJSON FeatureCollection.")
                .ToProblem();
        }

        var features = KnownOnce(GeoJsonReader.Read(document.RootElement), snapshot).ToList();
        var refused = features.Where(f => f.Shape is null)
            .Select(f => new Refused(f.Index, f.Code, f.Reason!, f.Detail)).ToList();
        var good = features.Where(f => f.Shape is not null).ToList();
        if (good.Count == 0)
        {
            return NothingUsable.ToProblem(("refused", refused));
        }

        var from = validFrom ?? ChinaTime.DayOf(time.GetUtcNow());
        var standing = await StandingAsync(db, good, from, ct);
        await SaveAsync(db, good, from, time.GetUtcNow(), ct);
        return TypedResults.Ok(
            new Answer(good.Count, from, refused, Overlaps.Of([.. good.Select(f => (f.Code!, f.Shape!))], standing)));
    }

    private static async Task<JsonDocument> ReadAsync(HttpContext http, CancellationToken ct)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxRequestBytes;
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = 16 }, ct);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The body is no JSON.", StatusCodes.Status400BadRequest, e);
        }
    }

    /// <summary>
    /// The directory knows regions down to the street; a community's or grid's code begins with its street's.
    /// </summary>
    private static IEnumerable<ReadFeature> KnownOnce(IEnumerable<ReadFeature> features, RoutingSnapshot snapshot)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var f in features)
        {
            yield return f switch
            {
                { Shape: null } => f,
                _ when !snapshot.Regions.IsKnown(f.Code!.Length > 9 ? f.Code[..9] : f.Code) =>
                    f with { Shape = null, Reason = "UnknownRegion",
                        Detail = "No region of the directory has this code." },
                _ when !seen.Add(f.Code!) =>
                    f with { Shape = null, Reason = "DuplicateCode",
                    Detail = "The code stands in the file before; use a MultiPolygon." },
                _ => f,
            };
        }
    }

    private static async Task<List<(string Code, NetTopologySuite.Geometries.Geometry Shape)>> StandingAsync(
        GrievancesDb db, List<ReadFeature> good, DateOnly from, CancellationToken ct)
    {
        var codes = good.Select(f => f.Code!).ToList();
        var valid = db.Boundaries.AsNoTracking().Where(b => b.ValidFrom <= from && !b.Demo && !codes.Contains(b.Code));
        var rows = await valid.Where(b => !valid.Any(later => later.Code == b.Code && later.ValidFrom > b.ValidFrom))
            .ToListAsync(ct);
        var reader = new WKBReader();
        return [.. rows.Select(r => (r.Code, reader.Read(r.Shape)))];
    }

    private static Task<bool> SaveAsync(
        GrievancesDb db, List<ReadFeature> good, DateOnly from, DateTimeOffset now, CancellationToken ct)
    {
        var writer = new WKBWriter();
        return db.InTransactionAsync(async () =>
        {
            await db.ExecuteAsync(Upsert, ct, from, now.UtcDateTime, good.Select(f => f.Code!)
                .ToArray(), good.Select(f => f.Name).ToArray(),
                good.Select(f => writer.Write(f.Shape!)).ToArray(), good.Select(f => f.Shape!.NumPoints).ToArray());
            await db.GrowRevisionAsync(ct);
            return true;
        }, ct);
    }
}
