using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>What somebody who works on a case wrote down beside it; appended, never changed.</summary>
public sealed class CaseNoteRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid AuthorId { get; init; }

    public required string AuthorRole { get; init; }

    /// <summary>The handler's unit; null for a dispatcher.</summary>
    public Guid? UnitId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal static class CaseNotesTable
{
    public static void Add(ModelBuilder model) => model.Entity<CaseNoteRow>(e =>
    {
        e.ToTable("case_notes").HasKey(x => x.Id);
        e.HasIndex(x => new { x.CaseId, x.Id }, "case_notes_case");
    });
}
