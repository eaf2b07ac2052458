using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Console.Data;

/// <summary>
/// What the console must keep so that any replica may answer: sessions, keys, forms held over a sign-in.
/// </summary>
/// <remarks>
/// A migration: in this folder's project, <c>DesignTime=true dotnet ef migrations add NAME --output-dir
/// Data/Migrations</c>.
/// </remarks>
public sealed class ConsoleDb(DbContextOptions<ConsoleDb> options) : DbContext(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<HeldFormRow> HeldForms => Set<HeldFormRow>();

    public DbSet<ExportRow> Exports => Set<ExportRow>();

    public DbSet<ExportChunkRow> ExportChunks => Set<ExportChunkRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.ToTable("session");
            session.HasKey(s => s.Id);
            session.Property(s => s.Id).HasColumnName("id");
            session.Property(s => s.Tokens).HasColumnName("tokens");
            session.Property(s => s.Person).HasColumnName("person").HasColumnType("jsonb");
            session.Property(s => s.AccessUntil).HasColumnName("access_until");
            session.Property(s => s.SeenAt).HasColumnName("seen_at");
            session.Property(s => s.CreatedAt).HasColumnName("created_at");
            session.HasIndex(s => s.SeenAt);
        });
        modelBuilder.Entity<ProtectionKeyRow>(key =>
        {
            key.ToTable("protection_key");
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasColumnName("name");
            key.Property(k => k.Xml).HasColumnName("xml");
        });
        modelBuilder.Entity<HeldFormRow>(form =>
        {
            form.ToTable("held_form");
            form.HasKey(f => f.Id);
            form.Property(f => f.Id).HasColumnName("id");
            form.Property(f => f.Path).HasColumnName("path");
            form.Property(f => f.Fields).HasColumnName("fields");
            form.Property(f => f.HeldAt).HasColumnName("held_at");
            form.HasIndex(f => f.HeldAt);
        });
        modelBuilder.ApplyConfiguration<ExportRow>(new ExportMapping());
        modelBuilder.ApplyConfiguration<ExportChunkRow>(new ExportMapping());
    }
}

/// <summary>Somebody who is signed in with one browser.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the cookie's value: whoever reads this table can take over no session.</summary>
    public required byte[] Id { get; init; }

    /// <summary>Access and refresh token, encrypted with the console's keys.</summary>
    public required string Tokens { get; set; }

    /// <summary>JSON of <c>Sessions.Person</c>: name and grants, as the account had them at sign-in.</summary>
    public required string Person { get; set; }

    /// <summary>When the access token ends.</summary>
    public required DateTimeOffset AccessUntil { get; set; }

    public required DateTimeOffset SeenAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A key of ASP.NET Core Data Protection, encrypted with <c>Console:Key</c>.</summary>
public sealed class ProtectionKeyRow
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

/// <summary>What somebody had typed when the session ended; the browser that typed it holds the id.</summary>
public sealed class HeldFormRow
{
    public required byte[] Id { get; init; }

    /// <summary>The page that it was typed into.</summary>
    public required string Path { get; init; }

    /// <summary>JSON of names and values, encrypted with the console's keys.</summary>
    public required string Fields { get; init; }

    public required DateTimeOffset HeldAt { get; init; }
}
