using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Handovers;

/// <summary>
/// 交接班: the list of what is open, the hand-over that keeps it as it was, and whoever comes next confirming it once.
/// </summary>
internal static class HandOver
{
    public static readonly string[] Who = [Roles.Handler, Roles.Dispatcher];
    public static readonly string[] Readers = [.. Who, Roles.Supervisor, Roles.Administrator];
    private const int MaxNotes = 2000;
    private const int Latest = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Refusal NotConfirmedYet = new(
        409, "NotConfirmedYet", "上一次交班还未被接班人确认。", "The last hand-over has not been confirmed yet.");

    private static readonly Refusal Confirmed = new(
        409, "AlreadyConfirmed", "该交班已由他人确认。", "Somebody else has confirmed this hand-over.");

    private static readonly Refusal NotYourself = new(
        409, "NotYourself", "须由接班人确认。", "Whoever takes over confirms it, not who handed over.");

    /// <param name="Notes">What the list does not tell, at most 2,000 characters.</param>
    public sealed record Request(Guid? Unit, string? Notes);

    /// <param name="List">As it was at that moment.</param>
    public sealed record View(
        Guid Id, TakeStep.UnitRef Unit, Guid FromId, string FromName, string Notes, IReadOnlyList<OpenList.Item> List,
        DateTimeOffset HandedAt, Guid? ConfirmedBy, string? ConfirmedName, DateTimeOffset? ConfirmedAt);

    /// <param name="OnDuty">Who is on duty now, in calling order.</param>
    /// <param name="List">What would be handed over now.</param>
    /// <param name="Handovers">The latest, newest first.</param>
    public sealed record Answer(
        TakeStep.UnitRef Unit, IReadOnlyList<string> OnDuty, IReadOnlyList<OpenList.Item> List,
        IReadOnlyList<View> Handovers);

    /// <param name="unit">One's own unit, or one within the region.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> ShowAsync(
        Guid? unit, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (Find(unit, scope, snapshot, Readers) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.Now();
        var rows = await db.Set<HandoverRow>().AsNoTracking().Where(h => h.UnitId == found.Id)
            .OrderByDescending(h => h.HandedAt).Take(Latest).ToListAsync(ct);
        return TypedResults.Ok(new Answer(
            new(found.Id, found.Name), [.. found.Roster?.At(now).Select(p => p.Name) ?? []],
            await OpenList.ReadAsync(db, scope, found, snapshot, now, ct), [.. rows.Select(r => Of(r, found))]));
    }

    public static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (request.Notes is { Length: > 0 } notes && !Words.AreGood(notes, MaxNotes))
        {
            return new Invalid().Add("notes", $"交班说明最多 {MaxNotes} 字。", $"Notes: at most {MaxNotes} characters.")
                .ToProblem();
        }

        if (Find(request.Unit, scope, snapshot, Who) is not { } unit)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.Now();
        var list = await OpenList.ReadAsync(db, scope, unit, snapshot, now, ct);
        var row = new HandoverRow
        {
            Id = Guid.CreateVersion7(now), UnitId = unit.Id, RegionCode = unit.RegionCode, FromId = scope.Subject,
            FromName = NameOf(unit, scope), Notes = request.Notes?.Trim() ?? "", HandedAt = now,
            List = JsonSerializer.Serialize(list, Json),
        };
        try
        {
            db.Add(row);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == HandoverTables.Unconfirmed)
        {
            return NotConfirmedYet.ToProblem();
        }

        return TypedResults.Ok(Of(row, unit));
    }

    public static async Task<Results<Ok<View>, ProblemHttpResult>> ConfirmAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var rows = db.Set<HandoverRow>().AsNoTracking();
        var row = await rows.SingleOrDefaultAsync(h => h.Id == id, ct);
        if (row is null || Find(row.UnitId, scope, snapshot, Who) is not { } unit)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (row.FromId == scope.Subject)
        {
            return NotYourself.ToProblem();
        }

        var now = time.Now();
        await db.Set<HandoverRow>().Where(h => h.Id == id && h.ConfirmedAt == null).ExecuteUpdateAsync(s => s
            .SetProperty(h => h.ConfirmedAt, now).SetProperty(h => h.ConfirmedBy, scope.Subject)
            .SetProperty(h => h.ConfirmedName, NameOf(unit, scope)), ct);
        row = await rows.SingleAsync(h => h.Id == id, ct);
        return row.ConfirmedBy == scope.Subject ? TypedResults.Ok(Of(row, unit))
            : Confirmed.ToProblem(("currentOwner", new { id = row.ConfirmedBy, name = row.ConfirmedName }));
    }

    /// <summary>Not there and not yours are the same.</summary>
    private static Unit? Find(Guid? unit, Scope scope, RoutingSnapshot snapshot, string[] roles) =>
        unit is { } id && snapshot.Units.GetValueOrDefault(id) is { } found
            && scope.Covers(found.RegionCode, found.Id, roles) ? found : null;

    /// <summary>The roster knows what its people are called; whoever is not on it goes by their role.</summary>
    private static string NameOf(Unit unit, Scope scope) =>
        unit.Roster?.NameOf(scope.Subject) ?? (scope.Has(Roles.Dispatcher) ? "派单员" : "承办员");

    private static View Of(HandoverRow r, Unit unit) => new(
        r.Id, new(unit.Id, unit.Name), r.FromId, r.FromName, r.Notes,
        JsonSerializer.Deserialize<IReadOnlyList<OpenList.Item>>(r.List, Json)!, r.HandedAt, r.ConfirmedBy,
        r.ConfirmedName, r.ConfirmedAt);
}
