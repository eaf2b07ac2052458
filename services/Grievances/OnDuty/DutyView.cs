using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>Who is, or was, called for a case since its last dispatch.</summary>
internal static class DutyView
{
    /// <param name="State">Called, Acknowledged, Missed or Over (the case moved on).</param>
    /// <param name="RemainingMinutes">Until the next is called, rounded up; null unless it is open.</param>
    public sealed record Call(
        int Position, Guid AccountId, string Name, string State, DateTimeOffset CalledAt, DateTimeOffset AnswerBy,
        DateTimeOffset? EndedAt, int? RemainingMinutes);

    /// <param name="Mine">The caller is called, and can acknowledge.</param>
    /// <param name="Nobody">Why nobody was called who should have been; null otherwise.</param>
    public sealed record Answer(bool Mine, IReadOnlyList<Call> Calls, Wording? Nobody);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (row is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var last = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id && e.Status == CaseStatus.Dispatched)
            .OrderByDescending(e => e.Version).FirstOrDefaultAsync(e => e.Kind == "Dispatched"
                || e.Kind == "ReturnRefused", ct);
        var calls = last is null ? [] : await db.Set<DutyCallRow>().AsNoTracking()
            .Where(d => d.CaseId == id && d.Version == last.Version).OrderBy(d => d.Position).ToListAsync(ct);
        var waits = row.Status == CaseStatus.Dispatched;
        return TypedResults.Ok(new Answer(
            waits && calls.Exists(c => c.EndedAt is null && c.AccountId == scope.Subject),
            [.. calls.Select(c => Of(c, waits, time.GetUtcNow()))],
            WhyNobody(last) is { } why ? Nobody.Why(why) : null));
    }

    public static Call Of(DutyCallRow c, bool waits, DateTimeOffset now) => new(
        c.Position, c.AccountId, c.Name,
        (c.Outcome ?? (waits ? null : DutyOutcome.Over))?.ToString() ?? "Called", c.CalledAt, c.AnswerBy, c.EndedAt,
        waits && c.EndedAt is null ? Math.Max(0, (int)Math.Ceiling((c.AnswerBy - now).TotalMinutes)) : null);

    /// <summary>Whether the unit still has to say something: nobody has taken the case on, nor given it away.</summary>
    public static async Task<bool> StillWaitsAsync(
        this DutyCallRow call, GrievancesDb db, CaseRow row, CancellationToken ct) =>
        row.Status == CaseStatus.Dispatched && row.UnitId == call.UnitId
        && !await db.CaseEvents.AnyAsync(e => e.CaseId == row.Id && e.Version > call.Version
            && (e.Kind == "Dispatched" || e.Kind == "ReturnRefused"), ct);

    /// <summary>What the dispatch says of the roster; null where somebody was called, or nobody had to be.</summary>
    public static string? WhyNobody(CaseEventRow? dispatch)
    {
        if (dispatch?.Data is not { } json)
        {
            return null;
        }

        using var data = JsonDocument.Parse(json);
        return data.RootElement.TryGetProperty("nobodyOnDuty", out var why) ? why.GetString() : null;
    }
}
