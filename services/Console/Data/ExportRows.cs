using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RiderPlatform.Console.Data;

/// <summary>A list that becomes a file, page by page, whichever replica is at it.</summary>
public sealed class ExportRow
{
    public const string Running = "Running";
    public const string Ready = "Ready";
    public const string Failed = "Failed";

    public required Guid Id { get; init; }

    /// <summary>The account that asked; nobody else sees it.</summary>
    public required Guid Owner { get; init; }

    /// <summary>The session whose token reads the list.</summary>
    public required byte[] SessionId { get; init; }

    /// <summary>The API's list with every filter and one instant; without the page.</summary>
    public required string Path { get; init; }

    /// <summary>The console's address of the list, without its path.</summary>
    public required string Address { get; init; }

    public required bool IsChinese { get; init; }

    public required string State { get; set; }

    /// <summary>Key of the sentence that says why it failed.</summary>
    public string? Reason { get; set; }

    public required long RowsTotal { get; set; }

    public long RowsDone { get; set; }

    public int NextPage { get; set; } = 1;

    public long Bytes { get; set; }

    /// <summary>Tries in a row that brought nothing.</summary>
    public int Attempts { get; set; }

    /// <summary>Whoever writes must still hold it: a replica that was believed dead writes nothing any more.</summary>
    public Guid? Lease { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One page of the file, as bytes.</summary>
public sealed class ExportChunkRow
{
    public required Guid ExportId { get; init; }

    public required int Number { get; init; }

    public required byte[] Body { get; init; }
}

internal sealed class ExportMapping : IEntityTypeConfiguration<ExportRow>, IEntityTypeConfiguration<ExportChunkRow>
{
    public void Configure(EntityTypeBuilder<ExportRow> builder)
    {
        builder.ToTable("export");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasColumnName("id");
        builder.Property(e => e.Owner).HasColumnName("owner");
        builder.Property(e => e.SessionId).HasColumnName("session_id");
        builder.Property(e => e.Path).HasColumnName("path");
        builder.Property(e => e.Address).HasColumnName("address");
        builder.Property(e => e.IsChinese).HasColumnName("is_chinese");
        builder.Property(e => e.State).HasColumnName("state");
        builder.Property(e => e.Reason).HasColumnName("reason");
        builder.Property(e => e.RowsTotal).HasColumnName("rows_total");
        builder.Property(e => e.RowsDone).HasColumnName("rows_done");
        builder.Property(e => e.NextPage).HasColumnName("next_page");
        builder.Property(e => e.Bytes).HasColumnName("bytes");
        builder.Property(e => e.Attempts).HasColumnName("attempts");
        builder.Property(e => e.Lease).HasColumnName("lease");
        builder.Property(e => e.LeaseUntil).HasColumnName("lease_until");
        builder.Property(e => e.CreatedAt).HasColumnName("created_at");
        builder.HasIndex(e => new { e.Owner, e.CreatedAt });
        builder.HasIndex(e => e.LeaseUntil).HasFilter("state = 'Running'");
        builder.ToTable(t => t.HasCheckConstraint("ck_export_state", "state in ('Running', 'Ready', 'Failed')"));
    }

    public void Configure(EntityTypeBuilder<ExportChunkRow> builder)
    {
        builder.ToTable("export_chunk");
        builder.HasKey(c => new { c.ExportId, c.Number });
        builder.Property(c => c.ExportId).HasColumnName("export_id");
        builder.Property(c => c.Number).HasColumnName("number");
        builder.Property(c => c.Body).HasColumnName("body");
        builder.HasOne<ExportRow>().WithMany().HasForeignKey(c => c.ExportId).OnDelete(DeleteBehavior.Cascade);
    }
}
