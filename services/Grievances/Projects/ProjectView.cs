using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Projects;

/// <summary>A project with what it is about and who does it.</summary>
/// <param name="Reason">Why the weekly clustering proposed it, in numbers; null where somebody did by hand.</param>
/// <param name="Note">Why somebody proposed it by hand.</param>
/// <param name="ProposedWeek">The week whose clustering proposed it.</param>
/// <param name="Cases">How many cases it has.</param>
/// <param name="CheckDueAt">When it is looked whether the problem has come back.</param>
/// <param name="CameBack">How many cases the last check found.</param>
public sealed record ProjectView(
    Guid Id, string Name, ProjectStatus Status, Wording StatusName, int Version, string Category, Wording CategoryName,
    string RegionCode, string? RegionName, double? Longitude, double? Latitude, int? RadiusMetres,
    ClusterReason? Reason, string? Note, string? ProposedWeek, DateTimeOffset ProposedAt, TakeStep.UnitRef? Lead,
    IReadOnlyList<TakeStep.UnitRef> Members, string? Goal, DateOnly? DueOn, Guid? MergedInto, int Cases,
    int ItemsDone, int Items, DateTimeOffset? ClosedAt, DateTimeOffset? CheckDueAt, int? CheckWeeks,
    int? CheckThreshold, int? CameBack, DateTimeOffset ChangedAt)
{
    internal static ProjectView Of(ProjectLine line, RoutingSnapshot snapshot)
    {
        var p = line.Row;
        return new(
            p.Id, p.Name, p.Status, ProjectWords.Of(p.Status), p.Version, p.Category,
            CategoryNames.Of(p.Category, snapshot.Categories), p.RegionCode, snapshot.Regions.NameOf(p.RegionCode),
            p.Longitude, p.Latitude, p.RadiusMetres, ProjectJson.Read<ClusterReason>(p.Reason), p.Note,
            p.ProposedWeek, p.ProposedAt, p.LeadId is { } lead ? UnitOf(lead, snapshot) : null,
            [.. p.MemberIds.Select(m => UnitOf(m, snapshot))], p.Goal, p.DueOn, p.MergedInto, line.Cases,
            line.ItemsDone, line.Items, p.ClosedAt, p.CheckDueAt, p.CheckWeeks, p.CheckThreshold, p.CameBack,
            p.ChangedAt);
    }

    internal static TakeStep.UnitRef UnitOf(Guid id, RoutingSnapshot snapshot) =>
        new(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "");
}

/// <summary>A project with its counts, as lists read it.</summary>
internal sealed record ProjectLine(ProjectRow Row, int Cases, int ItemsDone, int Items)
{
    public static IQueryable<ProjectLine> Of(GrievancesDb db, IQueryable<ProjectRow> projects) =>
        projects.Select(p => new ProjectLine(
            p,
            db.Set<ProjectCaseRow>().Count(c => c.ProjectId == p.Id && !c.TakenOut),
            db.Set<ProjectItemRow>().Count(i => i.ProjectId == p.Id && i.DoneAt != null),
            db.Set<ProjectItemRow>().Count(i => i.ProjectId == p.Id)));
}

internal static class ProjectJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string? text) where T : class =>
        text is null ? null : JsonSerializer.Deserialize<T>(text, Options);
}
