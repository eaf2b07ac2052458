using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What the caller can do with a case now, and what would have to happen before they can do the rest.
/// </summary>
public static class ListActions
{
    /// <param name="Reason">The outcome that a step would be refused with; null where it is allowed.</param>
    /// <param name="Why">What would have to happen first; null where it is allowed.</param>
    /// <param name="Who">Roles that may do it at all.</param>
    /// <param name="Requires">Fields of the step's body beside the version.</param>
    /// <param name="Outcomes">For Close: the outcomes allowed from the present state.</param>
    /// <param name="WaitUntil">With TooEarly: when it opens.</param>
    public sealed record Item(
        CaseAction Action, bool Allowed, string? Reason, Wording? Why, IReadOnlyList<string> Who,
        IReadOnlyList<string> Requires, IReadOnlyList<CaseOutcome> Outcomes, DateTimeOffset? WaitUntil)
    {
        /// <summary>What the category asks: the step's <c>answers</c>.</summary>
        public IReadOnlyList<FormField> Form { get; init; } = [];
    }

    /// <param name="Version">The version to send with a step.</param>
    public sealed record Answer(Guid Id, CaseStatus Status, int Version, IReadOnlyList<Item> Actions);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TransitionTable table, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        // Events up to the row's version: a step that comes in between must not be counted with the older state.
        var done = await db.CaseEvents.Where(e => e.CaseId == id && e.Version <= row.Version).GroupBy(e => e.Kind)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var now = time.Now();
        var form = directory.Current?.Categories.GetValueOrDefault(row.Category)?.ResolveForm ?? [];
        return TypedResults.Ok(new Answer(row.Id, row.Status, row.Version,
        [
            .. Enum.GetValues<CaseAction>().Select(a => Of(a, row, scope, table, done, now) with
            {
                Form = a == CaseAction.Resolve ? form : [],
            }),
        ]));
    }

    private static Item Of(
        CaseAction action, CaseRow row, Scope scope, TransitionTable table, Dictionary<string, int> done,
        DateTimeOffset now)
    {
        var who = table.WhoMay(action);
        var facts = new CaseFacts(
            row.Status, row.Version, row.ChangedAt, done.GetValueOrDefault(StepChange.KindOf(action)),
            row.MergedInto is not null);
        var decision = table.Consider(facts, action, scope.RolesOver(row, who), now);
        var line = table.Find(row.Status, action);
        var until = decision.Refused == "TooEarly" ? row.ChangedAt.AddHours(line!.WaitHours) : (DateTimeOffset?)null;
        var requires = line?.Requires ?? [.. table.Lines.Where(t => t.Action == action)
            .SelectMany(t => t.Requires).Distinct()];
        return new Item(
            action, decision.Refused is null, decision.Refused,
            decision.Refused is { } refused ? ActionWords.Why(refused, action, who, until) : null, who,
            [.. requires.Except(new CaseStep(action, row.Version).Given(row.Kind))], line?.Outcomes ?? [], until);
    }
}
