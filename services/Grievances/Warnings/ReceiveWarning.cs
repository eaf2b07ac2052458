using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Appeals;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Warnings.Cap;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Warnings;

/// <summary>
/// Takes a CAP 1.2 message in. The same message twice is one, whatever key it came with. An Update or a Cancel ends
/// what it refers to from the moment that it was sent, also where that message comes after it. Appeals that are open
/// are marked at once.
/// </summary>
public static class ReceiveWarning
{
    /// <summary>
    /// One message at a time: then their numbers are visible in their order, and none refers past another.
    /// </summary>
    private const string Turn = "select pg_advisory_xact_lock(712379)";

    private static readonly Refusal NotCap = new(
        400, "InvalidCap", "不是有效的 CAP 1.2 文件，问题见 errors（元素与行列）。",
        "This is no valid CAP 1.2 document; see errors, by element, with line and column.");

    private static readonly Refusal Differs = new(
        409, "WarningDiffers", "同一发送者、编号和时间的消息内容不同；更正须用新编号发布 Update。",
        "A message of this sender, identifier and time has come with other content; correct it by an Update.");

    private static readonly string[] MediaTypes = [CapReader.MediaType, "application/xml", "text/xml"];

    public static async Task<Results<Created<WarningView>, Ok<WarningView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, GrievancesDb db, MarkAppeals mark, TimeProvider time, CancellationToken ct)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (!MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return Refusals.UnsupportedMediaType.ToProblem();
        }

        var xml = await ReadAsync(http, ct);
        var (message, faults) = CapReader.Read(xml);
        if (message is null)
        {
            return NotCap.ToProblem(("errors", faults.GroupBy(f => f.Path).ToDictionary(
                g => g.Key, g => g.Select(Said).ToArray())));
        }

        var now = time.Now();
        var (row, isNew) = await StoreAsync(db, RowOf(message, xml, now), message, ct);
        if (!row.Original.AsSpan().SequenceEqual(xml))
        {
            return Differs.ToProblem(("id", row.Id));
        }

        if (isNew)
        {
            await mark.RunAsync(ct);
        }

        var view = WarningView.Of(row, now);
        return isNew ? TypedResults.Created($"/api/v1/warnings/{row.Id}", view) : TypedResults.Ok(view);
    }

    private static string Said(CapFault f) =>
        $"第 {f.Line} 行第 {f.Column} 列：{f.Zh} Line {f.Line}, column {f.Column}: {f.En}";

    private static async Task<byte[]> ReadAsync(HttpContext http, CancellationToken ct)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = CapReader.MaxBytes;
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static WarningRow RowOf(CapMessage message, byte[] xml, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Sender = message.Name.Sender,
        Identifier = message.Name.Identifier,
        Sent = message.Name.Sent,
        Status = message.Status,
        MsgType = message.MsgType,
        Scope = message.Scope,
        Warns = message.Warns,
        Level = message.Parts.Select(p => p.Level).DefaultIfEmpty(WarningLevel.Blue).Max(),
        From = message.Parts.Select(p => p.From).DefaultIfEmpty(message.Name.Sent).Min(),
        Until = message.Parts.Select(p => p.Until).DefaultIfEmpty(message.Name.Sent).Max(),
        Parts = JsonSerializer.Serialize(message.Parts, WarningsInForce.Json),
        Original = xml,
        ReceivedAt = now,
    };

    private static Task<(WarningRow Row, bool IsNew)> StoreAsync(
        GrievancesDb db, WarningRow row, CapMessage message, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.Database.ExecuteSqlRawAsync(Turn, ct);
        var all = db.Set<WarningRow>();
        var known = await all.AsNoTracking().SingleOrDefaultAsync(
            w => w.Sender == row.Sender && w.Identifier == row.Identifier && w.Sent == row.Sent, ct);
        if (known is not null)
        {
            return (known, false);
        }

        await EndedBeforeAsync(db, row, ct);
        db.Add(row);
        db.AddRange(message.References.Distinct().Select(r => new WarningReferenceRow
        {
            WarningId = row.Id, Sender = r.Sender, Identifier = r.Identifier, Sent = r.Sent,
        }));
        await db.SaveChangesAsync(ct);
        foreach (var r in message.Supersedes ? message.References : [])
        {
            // The first message that ends it counts.
            await all.Where(w => w.Sender == r.Sender && w.Identifier == r.Identifier && w.Sent == r.Sent
                    && (w.EndedAt == null || w.EndedAt > row.Sent))
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(w => w.EndedAt, row.Sent).SetProperty(w => w.EndedBy, row.Id), ct);
        }

        return (row, true);
    }, ct);

    /// <summary>What ends it may have come first.</summary>
    private static async Task EndedBeforeAsync(GrievancesDb db, WarningRow row, CancellationToken ct)
    {
        var enders = db.Set<WarningReferenceRow>()
            .Where(r => r.Sender == row.Sender && r.Identifier == row.Identifier && r.Sent == row.Sent)
            .Select(r => r.WarningId);
        var end = await db.Set<WarningRow>()
            .Where(w => enders.Contains(w.Id) && w.Status == "Actual"
                && (w.MsgType == "Update" || w.MsgType == "Cancel"))
            .OrderBy(w => w.Sent).Select(w => new { w.Id, w.Sent }).FirstOrDefaultAsync(ct);
        (row.EndedAt, row.EndedBy) = (end?.Sent, end?.Id);
    }
}
