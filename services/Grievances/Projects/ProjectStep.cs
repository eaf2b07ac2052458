using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// A step of a project: may the caller, does the table allow it, is the version the one they saw; then row, event and
/// whatever else belongs to it in one transaction.
/// </summary>
public sealed class ProjectStep(GrievancesDb db, DirectoryCopy directory, Scope scope, TimeProvider time)
{
    /// <summary>
    /// What a step works on; it changes <see cref="Row"/> and adds to the context, and saves nothing.
    /// </summary>
    internal sealed record Taken(ProjectRow Row, RoutingSnapshot Snapshot, string Role, DateTimeOffset Now)
    {
        /// <summary>What the history says.</summary>
        public string? Note { get; set; }

        /// <summary>Set-based writes, in the same transaction once the step is won.</summary>
        public Func<Task> After { get; set; } = () => Task.CompletedTask;
    }

    /// <param name="invalid">What is wrong with the request in itself.</param>
    /// <param name="change">Null: it is done.</param>
    internal async Task<Results<Ok<GetProject.Answer>, ProblemHttpResult>> TakeAsync(
        Guid id, int? version, ProjectAction action, Invalid invalid,
        Func<Taken, Task<ProblemHttpResult?>> change, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (invalid.When(version is not >= 1, "version", "请填写您看到的版本号。", "Give the version that you saw.").Any)
        {
            return invalid.ToProblem();
        }

        if (await db.Set<ProjectRow>().VisibleTo(scope).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (scope.RolesOver(row, ProjectTable.WhoMay(action)) is not [var role, ..])
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (row.Version != version)
        {
            return Refusal.Stale.ToProblem(("projectStatus", row.Status.ToString()), ("version", row.Version));
        }

        if (ProjectTable.Find(row.Status, action) is not { } line)
        {
            return ProjectRefusals.WrongStatus(row.Status)
                .ToProblem(("projectStatus", row.Status.ToString()), ("version", row.Version));
        }

        var taken = new Taken(row, snapshot, role, time.Now());
        if (await change(taken) is { } refused)
        {
            return refused;
        }

        if (!await db.InTransactionAsync(() => TrySaveAsync(taken, line, ct), ct))
        {
            return Refusal.Stale.ToProblem();
        }

        // Whoever handed it over may have handed it out of their own sight; what they did is answered all the same.
        return await GetProject.ReadAsync(db, id, scope, snapshot, ct) is { } answer
            ? TypedResults.Ok(answer) : Refusal.NotFound.ToProblem();
    }

    private async Task<bool> TrySaveAsync(Taken taken, ProjectTableLine line, CancellationToken ct)
    {
        var (row, seen) = (taken.Row, taken.Row.Version);
        if (await db.Set<ProjectRow>().Where(p => p.Id == row.Id && p.Version == seen)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, seen + 1), ct) == 0)
        {
            return false;
        }

        var version = db.Entry(row).Property(p => p.Version);
        (version.CurrentValue, version.OriginalValue) = (seen + 1, seen + 1);
        (row.Status, row.ChangedAt) = (line.To, taken.Now);
        db.Add(new ProjectEventRow
        {
            ProjectId = row.Id, Version = seen + 1, Kind = line.Kind, Status = line.To, ActorId = scope.Subject,
            ActorRole = taken.Role, Note = taken.Note, OccurredAt = taken.Now,
        });
        await db.SaveChangesAsync(ct);
        await taken.After();
        return true;
    }
}
