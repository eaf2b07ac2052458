using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Keys;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Updates;

/// <summary>
/// POST servicerequestupdates: another system's comment on a case, stored once by sender and <c>update_id</c> however
/// often and in whatever order it comes. It never changes the case: no line of the transition table names a sender of
/// updates, so that a late "OPEN" cannot take a closed case up again, nor a "FIXED" spare a unit its evidence.
/// </summary>
internal static class PostUpdate
{
    private const string Call = "create_request_update";
    private const int MaxId = 200;

    /// <summary>GeoReport's two, and those that FixMyStreet adds.</summary>
    private static readonly HashSet<string> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        "OPEN", "CLOSED", "FIXED", "IN_PROGRESS", "PLANNED", "ACTION_SCHEDULED", "INVESTIGATING", "DUPLICATE",
        "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION", "INTERNAL_REFERRAL", "CANCELLED", "REOPEN", "FOR_TRIAGE",
    };

    public static async Task<IResult> HandleAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, IOptions<Open311Options> options,
        TimeProvider time)
    {
        var (sent, ct) = (http.Sent(), http.RequestAborted);
        var (key, refused) = await ApiKeys.FindAsync(db, sent, Call, ct);
        if (key is null)
        {
            return Open311Error.Answer(refused!);
        }

        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        if (sent.One("service_request_id") is not { } number)
        {
            return Open311Error.Answer(Open311Error.NotProvided("service_request_id"));
        }

        if (await GetRequest.FindAsync(db, snapshot, options.Value.Region, number, ct) is not { } found)
        {
            return Open311Error.Answer(Open311Error.RequestNotFound);
        }

        if (!found.Row.RegionCode.StartsWith(key.RegionCode, StringComparison.Ordinal))
        {
            return Open311Error.Answer(Open311Error.KeyOutOfRegion(Call));
        }

        var errors = new List<Open311Error>();
        var row = Read(sent, found.Row.Id, key.Id, time.Now(), errors);
        return errors.Count > 0 ? Open311Error.Answer(errors) : await StoreAsync(db, row, ct);
    }

    private static Open311UpdateRow Read(
        Sent sent, Guid caseId, Guid keyId, DateTimeOffset now, List<Open311Error> errors)
    {
        // Early FixMyStreets, and endpoints after them, say update_id_ext.
        var id = sent.One("update_id") ?? sent.One("update_id_ext");
        var status = sent.One("status");
        var moment = sent.One("updated_datetime");
        var said = moment is null ? null : W3Dates.Parse(moment);
        foreach (var (name, value) in ((string, string?)[])
            [("update_id", id), ("status", status), ("updated_datetime", moment)])
        {
            errors.AddRange(value is null ? [Open311Error.NotProvided(name)] : []);
        }

        if (id is not null && !Words.AreGood(id, MaxId))
        {
            errors.Add(Open311Error.Wrong("update_id", $"最多 {MaxId} 个字符。", $"at most {MaxId} characters"));
        }

        if (status is not null && !Statuses.Contains(status))
        {
            errors.Add(Open311Error.Wrong(
                "status", $"只能是 {string.Join("、", Statuses)}。", $"options: {string.Join(", ", Statuses)}"));
        }

        if (moment is not null && said is null)
        {
            errors.Add(Open311Error.Wrong("updated_datetime",
                "须为带时区的 ISO 8601 时间。", "w3 format, eg 2010-01-01T00:00:00Z"));
        }

        return new Open311UpdateRow
        {
            Id = Guid.CreateVersion7(now), CaseId = caseId, KeyId = keyId, UpdateId = id ?? "",
            Status = status?.ToUpperInvariant() ?? "", Text = FreeText.Read(
                sent, "description", FreeText.MaxDescription, errors),
            MediaUrls = MediaLinks.Read(sent, errors), SaidAt = said ?? now, ReceivedAt = now,
        };
    }

    private static async Task<IResult> StoreAsync(GrievancesDb db, Open311UpdateRow row, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into open311_updates
                (id, case_id, key_id, update_id, status, text, media_urls, said_at, received_at)
            values ({row.Id}, {row.CaseId}, {row.KeyId}, {row.UpdateId}, {row.Status}, {row.Text}, {row.MediaUrls},
                {row.SaidAt}, {row.ReceivedAt})
            on conflict (key_id, update_id) do nothing
            """, ct);
        var stored = await db.Set<Open311UpdateRow>().AsNoTracking()
            .SingleAsync(u => u.KeyId == row.KeyId && u.UpdateId == row.UpdateId, ct);
        return stored.CaseId == row.CaseId
            ? new WireAnswer(Node.List("service_request_updates", [Node.Of("request_update",
                new Node("update_id", stored.Id.ToString("N")), new Node("account_id", null))]))
            : Open311Error.Answer(Open311Error.Wrong(
                "update_id", "已用于另一个事项。", "it was used for another service_request_id"));
    }
}
