using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Warnings.Cap;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Warnings;

/// <summary>The warnings that have come, the newest first; and one, as JSON or as the document that came.</summary>
public static class ListWarnings
{
    /// <summary>Among this many of the newest a region is looked for: years of a city.</summary>
    private const int Most = 2000;

    /// <param name="active">True: in force at <paramref name="at"/>; false: not.</param>
    /// <param name="region">Those that name it, a part of it, or what it lies in.</param>
    /// <param name="at">Any moment; now unless asked otherwise.</param>
    public static async Task<Results<Ok<Page<WarningView>>, ProblemHttpResult>> HandleAsync(
        string? active, string? region, string? at, [AsParameters] Paging paging, GrievancesDb db, TimeProvider time,
        CancellationToken ct)
    {
        var read = new QueryReader();
        var moment = read.Moment(at, "at") ?? time.Now();
        var (only, place) = (read.Bool(active, "active"), read.Region(region, "region"));
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var rows = await OfAsync(db, only, moment, ct);
        var views = rows.ConvertAll(w => WarningView.Of(w, moment))
            .FindAll(w => place is null || w.Parts.Any(p => p.Areas.Any(a => a.Touches(place))));
        var items = views.Skip((paging.Number - 1) * paging.Length).Take(paging.Length).ToList();
        return TypedResults.Ok(new Page<WarningView>(items, views.Count, paging.Number, paging.Length));
    }

    public static async Task<Results<Ok<WarningView>, FileContentHttpResult, ProblemHttpResult>> OneAsync(
        Guid id, HttpContext http, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.Set<WarningRow>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        http.Response.Headers.Vary = "Accept";
        return http.Request.Headers.Accept.ToString().Contains(CapReader.MediaType, StringComparison.OrdinalIgnoreCase)
            ? TypedResults.File(row.Original, CapReader.MediaType)
            : TypedResults.Ok(WarningView.Of(row, time.Now()));
    }

    /// <summary>Without their originals.</summary>
    internal static Task<List<WarningRow>> OfAsync(
        GrievancesDb db, bool? active, DateTimeOffset at, CancellationToken ct)
    {
        var rows = db.Set<WarningRow>().AsNoTracking();
        rows = active switch
        {
            true => rows.Where(w => w.Warns && w.From <= at && w.Until > at && (w.EndedAt == null || w.EndedAt > at)),
            false => rows.Where(w =>
                !(w.Warns && w.From <= at && w.Until > at && (w.EndedAt == null || w.EndedAt > at))),
            _ => rows,
        };
        return rows.OrderByDescending(w => w.Sent).ThenByDescending(w => w.Seq).Take(Most).Select(w => new WarningRow
        {
            Id = w.Id, Seq = w.Seq, Sender = w.Sender, Identifier = w.Identifier, Sent = w.Sent, Status = w.Status,
            MsgType = w.MsgType, Scope = w.Scope, Warns = w.Warns, Level = w.Level, From = w.From, Until = w.Until,
            Parts = w.Parts, Original = Array.Empty<byte>(), EndedAt = w.EndedAt, EndedBy = w.EndedBy,
            ReceivedAt = w.ReceivedAt,
        }).ToListAsync(ct);
    }
}
