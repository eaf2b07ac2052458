using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// A resolved hazard that somebody else shall look at. Written in the transaction of the step that resolves the case,
/// so that no crash loses it; whom to ask is drawn afterwards, by a sweep.
/// </summary>
public sealed class VerificationRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The case's version after it was resolved: another resolution is another check.</summary>
    public required int Resolution { get; init; }

    public required string RegionCode { get; init; }

    public required double Longitude { get; init; }

    public required double Latitude { get; init; }

    public required VerificationState State { get; set; }

    /// <summary>How many answers there are.</summary>
    public int Answers { get; set; }

    /// <summary>0: near by; then the county, then the city.</summary>
    public int Reach { get; set; }

    public Guid? ClaimedBy { get; set; }

    /// <summary>When the sweep has to look at it again; null: never.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One draw: with seed and size of the pool anybody can repeat it.</summary>
public sealed class VerificationDrawRow
{
    public required Guid VerificationId { get; init; }

    /// <summary>How many answers there were when it was drawn.</summary>
    public required int Answers { get; init; }

    public required int Reach { get; init; }

    public required string Seed { get; init; }

    public required int Pool { get; init; }

    public required DateTimeOffset DrawnAt { get; init; }
}

/// <summary>Who may claim it.</summary>
public sealed class VerificationInviteRow
{
    public required Guid VerificationId { get; init; }

    public required Guid RiderId { get; init; }

    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Why they were in the pool: names of <see cref="AskedAs"/>; empty: it was not kept yet.</summary>
    public string[] Reasons { get; init; } = [];

    /// <summary>Claimed it and did not go.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }
}

/// <summary>What a verifier saw.</summary>
public sealed class VerificationAnswerRow
{
    public required Guid Id { get; init; }

    public required Guid VerificationId { get; init; }

    public required Guid RiderId { get; init; }

    public required Seen Seen { get; init; }

    public required string Note { get; init; }

    public required double Metres { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }
}

/// <summary>A photo of what the verifier saw.</summary>
public sealed class VerificationPhotoRow
{
    public required Guid Id { get; init; }

    public required Guid AnswerId { get; init; }

    public required string Blob { get; init; }

    public required string Thumbnail { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}

/// <summary>Copy of a rider, kept by <c>RiderRegistered</c>: no more than who may be asked where.</summary>
public sealed class DirectoryRider
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string RegionCode { get; init; }

    public required bool Active { get; init; }
}

/// <summary>
/// Copy of a post that a rider holds, kept by <c>RiderRegistered</c>: whole for each version of the rider.
/// </summary>
public sealed class DirectoryPost
{
    public const string GridMember = "GridMember";

    public required Guid RiderId { get; init; }

    /// <summary>Of the rider, when this was told.</summary>
    public required long Version { get; init; }

    public required string Kind { get; init; }

    /// <summary>Region prefix.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Held from this day (Asia/Shanghai) on, up to but without the other.</summary>
    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }
}

internal static class VerificationTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<VerificationRow>(e =>
        {
            e.ToTable("verifications").HasKey(x => x.Id);
            e.Property(x => x.State).HasConversion<string>();
            e.HasIndex(x => new { x.CaseId, x.Resolution }, "verifications_case").IsUnique();
            e.HasIndex(x => x.DueAt, "verifications_due").HasFilter("due_at is not null");
        });
        model.Entity<VerificationDrawRow>().ToTable("verification_draws")
            .HasKey(x => new { x.VerificationId, x.Answers, x.Reach });
        model.Entity<VerificationInviteRow>(e =>
        {
            e.ToTable("verification_invites").HasKey(x => new { x.VerificationId, x.RiderId });
            e.Property(x => x.Reasons).HasDefaultValueSql("'{}'");
            e.HasIndex(x => new { x.RiderId, x.InvitedAt }, "verification_invites_rider");
        });
        model.Entity<VerificationAnswerRow>(e =>
        {
            e.ToTable("verification_answers").HasKey(x => x.Id);
            e.Property(x => x.Seen).HasConversion<string>();
            e.HasIndex(x => new { x.VerificationId, x.RiderId }, "verification_answers_one").IsUnique();
        });
        model.Entity<VerificationPhotoRow>(e =>
        {
            e.ToTable("verification_photos").HasKey(x => x.Id);
            e.HasIndex(x => x.AnswerId, "verification_photos_answer");
            e.HasIndex(x => x.Blob, "verification_photos_blob");
            e.HasIndex(x => x.Thumbnail, "verification_photos_thumbnail");
        });
        model.Entity<DirectoryPost>(e =>
        {
            e.ToTable("directory_posts").HasKey(x => new { x.RiderId, x.Kind, x.RegionCode, x.ValidFrom });
            e.HasIndex(x => x.RegionCode, "directory_posts_grid").HasFilter("kind = 'GridMember'");
        });
        model.Entity<DirectoryRider>(e =>
        {
            e.ToTable("directory_riders").HasKey(x => x.Id);
            e.HasIndex(x => x.RegionCode, "directory_riders_region").HasOperators("text_pattern_ops");
        });
    }
}
