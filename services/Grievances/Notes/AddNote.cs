using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Notes;

/// <summary>
/// A note by who works on the case. It is no step: version, status and clocks stay as they are, in whatever state the
/// case is, so that writing one never makes another's step stale nor gains anybody time.
/// </summary>
public static class AddNote
{
    public static readonly string[] Who = [Roles.Handler, Roles.Dispatcher];

    public sealed record Request(string? Text);

    /// <param name="AuthorRole">Who exactly is not told here.</param>
    public sealed record Note(
        Guid Id, string Text, string AuthorRole, TakeStep.UnitRef? Unit, DateTimeOffset CreatedAt)
    {
        internal static Note Of(CaseNoteRow n, RoutingSnapshot snapshot) => new(
            n.Id, n.Text, n.AuthorRole, n.UnitId is { } unit
                ? new TakeStep.UnitRef(unit, snapshot.Units.GetValueOrDefault(unit)?.Name ?? "") : null, n.CreatedAt);
    }

    public static async Task<Results<Created<Note>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var text = request.Text?.Trim();
        if (!Words.AreGood(text, CaseStep.MaxNote))
        {
            return new Invalid().Add(
                "text", $"须为 1–{CaseStep.MaxNote} 个字，不含控制字符。",
                $"1–{CaseStep.MaxNote} characters, no control characters.").ToProblem();
        }

        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row
            || scope.RolesOver(row, Who) is not [var role, ..])
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.Now();
        var note = new CaseNoteRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, AuthorId = scope.Subject, AuthorRole = role,
            UnitId = role == Roles.Handler ? row.UnitId : null, Text = text!, CreatedAt = now,
        };
        db.Add(note);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/v1/cases/{id}/notes", Note.Of(note, snapshot));
    }
}
