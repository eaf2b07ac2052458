using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>One project with its items, outcomes and history, and what the caller can do with it now.</summary>
public static class GetProject
{
    /// <param name="Mine">The caller may report it done.</param>
    public sealed record Item(
        Guid Id, string Text, TakeStep.UnitRef Organisation, DateOnly? DueOn, DateTimeOffset? DoneAt, string? DoneNote,
        bool Mine);

    public sealed record Outcome(
        Guid Id, ProjectOutcomeKind Kind, string Text, string? Title, string? DocumentNumber, DateOnly? PublishedOn,
        DateTimeOffset RecordedAt);

    /// <param name="Note">What was said or decided.</param>
    public sealed record Event(
        int Version, string Kind, Wording What, string ActorRole, string? Note, DateTimeOffset OccurredAt);

    /// <param name="Actions">What the caller can do now.</param>
    /// <param name="CaseList">The address of its cases.</param>
    public sealed record Answer(
        ProjectView Project, IReadOnlyList<Item> Items, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<Event> History,
        IReadOnlyList<ProjectAction> Actions, string CaseList);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return await ReadAsync(db, id, scope, snapshot, ct) is { } answer
            ? TypedResults.Ok(answer) : Refusal.NotFound.ToProblem();
    }

    internal static async Task<Answer?> ReadAsync(
        GrievancesDb db, Guid id, Scope scope, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var visible = db.Set<ProjectRow>().AsNoTracking().VisibleTo(scope).Where(p => p.Id == id);
        if (await ProjectLine.Of(db, visible).SingleOrDefaultAsync(ct) is not { } line)
        {
            return null;
        }

        var items = await db.Set<ProjectItemRow>().AsNoTracking().Where(i => i.ProjectId == id)
            .OrderBy(i => i.AddedAt).ThenBy(i => i.Id).ToListAsync(ct);
        var outcomes = await db.Set<ProjectOutcomeRow>().AsNoTracking().Where(o => o.ProjectId == id)
            .OrderBy(o => o.RecordedAt).ThenBy(o => o.Id).ToListAsync(ct);
        var events = await db.Set<ProjectEventRow>().AsNoTracking().Where(e => e.ProjectId == id)
            .OrderBy(e => e.Version).ToListAsync(ct);
        var (own, roles) = (ProjectAccess.OrganisationsOf(scope), scope.RolesOver(line.Row, ProjectAccess.All));
        var meets = roles.Any(ProjectTable.Meeting.Contains);
        bool IsMine(ProjectItemRow i) => line.Row.Status == ProjectStatus.Adopted && i.DoneAt is null
            && (meets || own.Contains(i.OrganisationId));
        return new(
            ProjectView.Of(line, snapshot),
            [.. items.Select(i => new Item(
                i.Id, i.Text, ProjectView.UnitOf(i.OrganisationId, snapshot), i.DueOn, i.DoneAt, i.DoneNote,
                IsMine(i)))],
            [.. outcomes.Select(o => new Outcome(
                o.Id, o.Kind, o.Text, o.Title, o.DocumentNumber, o.PublishedOn, o.RecordedAt))],
            [.. events.Select(e => new Event(
                e.Version, e.Kind, ProjectWords.Of(e.Kind), e.ActorRole, e.Note, e.OccurredAt))],
            [.. ProjectTable.From(line.Row.Status, roles.ToList()).Select(l => l.Action)],
            $"/api/v1/projects/{id}/cases");
    }
}
