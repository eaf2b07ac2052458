using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// For a dispatcher: why the case went where it went (the stored decision), who would be asked now (a fresh one), and
/// who else answers for the place.
/// </summary>
public static class ExplainRouting
{
    private const int MaxOthers = 50;

    public sealed record Place(string Code, string? Name);

    /// <param name="Category">The duty's category, a group of them, or <c>*</c>.</param>
    public sealed record DutyView(Guid Id, string Category, Wording CategoryName, Place Region);

    /// <param name="Reason">A code of <see cref="Candidate.Reason"/>.</param>
    /// <param name="OpenCases">Cases that wait for this unit now: dispatched to it or accepted by it.</param>
    public sealed record CandidateView(
        TakeStep.UnitRef Unit, bool Active, DutyView Duty, int Priority, string Reason, Wording Why, int OpenCases);

    public sealed record Explanation(string Rule, Wording Why, IReadOnlyList<CandidateView> Candidates);

    /// <summary>The last dispatch.</summary>
    /// <param name="By"><c>system</c> or <c>dispatcher</c>.</param>
    /// <param name="Nobody">Why nobody on duty was called who should have been.</param>
    public sealed record Dispatch(
        DateTimeOffset OccurredAt, string By, TakeStep.UnitRef? Unit, string? Note, Wording? Nobody);

    public sealed record Other(TakeStep.UnitRef Unit, string Kind, Place Region, int OpenCases);

    /// <param name="Regions">From the widest to the place itself.</param>
    /// <param name="Dispatched">The last dispatch; null where there was none.</param>
    /// <param name="Stored">What routing decided when the case came in; null where it found nobody.</param>
    /// <param name="Now">What routing would decide now.</param>
    /// <param name="Others">Further active units whose region covers the place.</param>
    /// <param name="OthersTotal">How many there are; at most 50 are listed.</param>
    public sealed record Answer(
        string Category, Wording CategoryName, IReadOnlyList<Place> Regions, Dispatch? Dispatched, Explanation? Stored,
        Explanation Now, IReadOnlyList<Other> Others, int OthersTotal);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, [FromQuery(Name = "q")] string? text, Scope scope, GrievancesDb db, DirectoryCopy directory,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (text is { Length: > 0 } && !Words.AreGood(text, 60))
        {
            return new Invalid().Add("q", "最多 60 个字。", "At most 60 characters.").ToProblem();
        }

        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (row is null || !scope.Covers(row.RegionCode, row.UnitId, Roles.Dispatcher))
        {
            return Refusal.NotFound.ToProblem();
        }

        var dispatches = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id && e.Kind == "Dispatched")
            .OrderBy(e => e.Version).ToListAsync(ct);
        var load = await UnitLoad.ReadAsync(db, row.RegionCode, ct);
        return TypedResults.Ok(new View(row, snapshot, load).Of(dispatches, text?.Trim() ?? ""));
    }

    private sealed class View(CaseRow row, RoutingSnapshot snapshot, IReadOnlyDictionary<Guid, int> load)
    {
        public Answer Of(List<CaseEventRow> dispatches, string text)
        {
            var now = snapshot.Decide(row.Category, row.RegionCode, row.Severity);
            var stored = dispatches.Find(e => e is { ActorRole: "system", Version: 2 })?.Data is { } json
                ? JsonSerializer.Deserialize(json, RoutingJson.Default.RoutingDecision) : null;
            var others = Others(now, text).ToList();
            return new Answer(
                row.Category, CategoryNames.Of(row.Category, snapshot.Categories), Chain(),
                dispatches.Count == 0 ? null : Last(dispatches[^1]), stored is null ? null : Explain(stored),
                Explain(now), [.. others.Take(MaxOthers)], others.Count);
        }

        private IReadOnlyList<Place> Chain() =>
            [.. ((int[])[2, 4, 6, 9, 12, row.RegionCode.Length]).Where(l => l <= row.RegionCode.Length).Distinct()
                .Order().Select(l => PlaceOf(row.RegionCode[..l]))];

        private Dispatch Last(CaseEventRow e) =>
            new(e.OccurredAt, e.ActorRole, e.UnitId is { } unit ? UnitOf(unit) : null, e.Note,
                OnDuty.DutyView.WhyNobody(e) is { } why ? Nobody.Why(why) : null);

        private Explanation Explain(RoutingDecision decision) => new(
            decision.Rule, RoutingWords.Rule(decision.Rule), [.. decision.Candidates.Select(c => new CandidateView(
                UnitOf(c.UnitId), snapshot.Units.GetValueOrDefault(c.UnitId)?.Active ?? false,
                new DutyView(
                    c.DutyId, c.Category, CategoryNames.Of(c.Category, snapshot.Categories), PlaceOf(c.Region)),
                c.Priority, c.Reason, RoutingWords.Reason(c.Reason), load.GetValueOrDefault(c.UnitId)))]);

        private IEnumerable<Other> Others(RoutingDecision now, string text)
        {
            var listed = now.Candidates.Select(c => c.UnitId).ToHashSet();
            return snapshot.Units.Values
                .Where(u => u.Active && !listed.Contains(u.Id)
                    && row.RegionCode.StartsWith(u.RegionCode, StringComparison.Ordinal)
                    && u.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(u => u.RegionCode.Length).ThenBy(u => u.Name, StringComparer.Ordinal)
                .ThenBy(u => u.Id)
                .Select(u => new Other(
                    UnitOf(u.Id), u.Kind, PlaceOf(u.RegionCode), load.GetValueOrDefault(u.Id)));
        }

        private TakeStep.UnitRef UnitOf(Guid id) => new(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "");

        private Place PlaceOf(string code) => new(code, snapshot.Regions.OwnNameOf(code));
    }
}
