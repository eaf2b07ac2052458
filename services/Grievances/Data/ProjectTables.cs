using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>Governance projects: hundreds a year in a city, so that indexes may follow the questions.</summary>
internal static class ProjectTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<ProjectRow>(e =>
        {
            e.ToTable("projects").HasKey(x => x.Id);
            e.Property(x => x.Status).HasConversion<string>();
            e.Property(x => x.Version).IsConcurrencyToken();
            e.Property(x => x.Reason).HasColumnType("jsonb");
            e.HasIndex(x => x.RegionCode, "projects_region").HasOperators("text_pattern_ops");
            e.HasIndex(x => x.CheckDueAt, "projects_check").HasFilter("check_due_at is not null");
        });
        model.Entity<ProjectCaseRow>(e =>
        {
            e.ToTable("project_cases").HasKey(x => new { x.ProjectId, x.CaseId });
            // A case belongs to one project.
            e.HasIndex(x => x.CaseId, "project_cases_active").IsUnique().HasFilter("active");
        });
        model.Entity<ProjectItemRow>(e =>
        {
            e.ToTable("project_items").HasKey(x => x.Id);
            e.HasIndex(x => x.ProjectId, "project_items_project");
        });
        model.Entity<ProjectOutcomeRow>(e =>
        {
            e.ToTable("project_outcomes").HasKey(x => x.Id);
            e.Property(x => x.Kind).HasConversion<string>();
            e.HasIndex(x => x.ProjectId, "project_outcomes_project");
        });
        model.Entity<ProjectEventRow>(e =>
        {
            e.ToTable("project_events").HasKey(x => new { x.ProjectId, x.Version });
            e.Property(x => x.Status).HasConversion<string>();
            e.HasIndex(x => x.OccurredAt, "project_events_when");
        });
        model.Entity<ProjectClusteringRow>(e =>
        {
            e.ToTable("project_clusterings").HasKey(x => new { x.City, x.Week });
            e.Property(x => x.Result).HasColumnType("jsonb");
        });
    }
}
