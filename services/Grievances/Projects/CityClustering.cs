using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Projects;

/// <summary>What became of a cluster that was large enough.</summary>
/// <param name="ProjectId">The proposal that it made, or the project that it is about.</param>
public sealed record ClusterOutcome(
    Guid Id, ClusterVerdict Verdict, Guid? ProjectId, string Category, string RegionCode, double? Longitude,
    double? Latitude, int? RadiusMetres, int Cases);

/// <summary>
/// One city's week: claim, read, cluster, propose, in one transaction. Whoever comes second waits for the first and
/// then answers what that one stored; a week that is not over is reckoned anew each time, and proposes nothing twice.
/// </summary>
internal sealed class CityClustering(GrievancesDb db, ClusterOptions options, RoutingSnapshot snapshot)
{
    public Task<ProjectClusteringRow> RunAsync(
        string city, IsoWeek week, Guid? by, DateTimeOffset now, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            // Two weeks of one city at once would each propose the same thing.
            var key = (0x47505200L << 32) + int.Parse(city, CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({key})", ct);
            var (text, final) = (week.ToString(), week.End <= now);
            if (await db.Database.ExecuteSqlAsync($"""
                insert into project_clusterings (city, week, final, cases, result, ran_at)
                values ({city}, {text}, {final}, 0, '[]', {now})
                on conflict (city, week) do update set final = excluded.final, ran_at = excluded.ran_at
                    where not project_clusterings.final
                """, ct) == 0)
            {
                return await db.Set<ProjectClusteringRow>().AsNoTracking()
                    .SingleAsync(r => r.City == city && r.Week == text, ct);
            }

            var row = await db.Set<ProjectClusteringRow>().SingleAsync(r => r.City == city && r.Week == text, ct);
            var from = week.Plus(1 - options.Weeks).Start;
            var points = await CasePointReader.ReadAsync(db, city, from, week.End, ct);
            var known = await KnownAsync(city, ct);
            var outcomes = new List<ClusterOutcome>();
            var touched = new HashSet<Guid>();
            foreach (var cluster in Clustering.Of(points, week, options).Where(c => c.IsMet))
            {
                outcomes.Add(await TakeAsync(cluster, known, touched, week, by, now, ct));
            }

            (row.Cases, row.Result) = (points.Count, ProjectJson.Write(outcomes));
            await db.SaveChangesAsync(ct);
            return row;
        }, ct);

    private async Task<ClusterOutcome> TakeAsync(
        Cluster cluster, IReadOnlyList<KnownProject> known, HashSet<Guid> touched, IsoWeek week, Guid? by,
        DateTimeOffset now, CancellationToken ct)
    {
        var (verdict, about) = ProjectMatch.Of(cluster, known, options);
        Guid? project = about?.Id;
        if (verdict == ClusterVerdict.Proposed)
        {
            project = await ProposeAsync(cluster, week, by, now, ct);
        }
        else if (verdict == ClusterVerdict.Linked && touched.Add(about!.Id)
            && await RefreshAsync(about, cluster, by, now, ct) == week.ToString())
        {
            verdict = ClusterVerdict.Proposed;
        }

        return new(
            cluster.Id, verdict, project, cluster.Category, cluster.Region, cluster.Centre?.Longitude,
            cluster.Centre?.Latitude, cluster.RadiusMetres, cluster.Cases.Count);
    }

    private async Task<Guid> ProposeAsync(
        Cluster cluster, IsoWeek week, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var category = CategoryNames.Of(cluster.Category, snapshot.Categories).Zh;
        var place = snapshot.Regions.NameOf(cluster.Region) ?? cluster.Region;
        var row = new ProjectRow
        {
            Id = Guid.CreateVersion7(now), Name = $"{place} · {category}", Status = ProjectStatus.Proposed,
            Version = 1, Category = cluster.Category, RegionCode = cluster.Region,
            Longitude = cluster.Centre?.Longitude, Latitude = cluster.Centre?.Latitude,
            RadiusMetres = cluster.RadiusMetres, Reason = ProjectJson.Write(cluster.Why),
            ProposedWeek = week.ToString(), ProposedAt = now, ChangedAt = now,
        };
        db.Add(row);
        db.Add(Event(row, "Proposed", NumbersOf(cluster), by, now));
        await db.SaveChangesAsync(ct);
        await ChangeProjectCases.PutInAsync(db, row.Id, [.. cluster.Cases], now, ct);
        return row.Id;
    }

    /// <summary>Leaves an event only where something is new; the week that the project was proposed in.</summary>
    private async Task<string?> RefreshAsync(
        KnownProject about, Cluster cluster, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        // The row is held to the end: a person's step at the same moment finds the version moved, or we find it moved.
        var row = await db.Set<ProjectRow>()
            .FromSql($"select * from projects where id = {about.Id} for no key update").SingleAsync(ct);
        Guid[] fresh = [.. cluster.Cases.Where(c => !about.Cases.Contains(c))];
        var before = ProjectJson.Read<ClusterReason>(row.Reason);
        if (ProjectTable.Find(row.Status, ProjectAction.Refresh) is null
            || (fresh.Length == 0 && ProjectJson.Write(before) == ProjectJson.Write(cluster.Why)))
        {
            return row.ProposedWeek;
        }

        (row.Reason, row.RadiusMetres) = (ProjectJson.Write(cluster.Why), cluster.RadiusMetres ?? row.RadiusMetres);
        row.Longitude = cluster.Centre?.Longitude ?? row.Longitude;
        row.Latitude = cluster.Centre?.Latitude ?? row.Latitude;
        (row.Version, row.ChangedAt) = (row.Version + 1, now);
        db.Add(Event(row, "Refreshed", NumbersOf(cluster), by, now));
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into project_cases (project_id, case_id, active, taken_out, added_at)
            select {row.Id}, n.id, true, false, {now} from unnest({fresh}) as n (id)
            on conflict do nothing
            """, ct);
        return row.ProposedWeek;
    }

    private static ProjectEventRow Event(ProjectRow row, string kind, string note, Guid? by, DateTimeOffset now) =>
        new()
        {
            ProjectId = row.Id, Version = row.Version, Kind = kind, Status = row.Status, ActorId = by,
            ActorRole = "system", Note = note, OccurredAt = now,
        };

    private static string NumbersOf(Cluster c)
    {
        var (cases, recent, before) = (c.Why.Cases, c.Why.Recent, c.Why.Before);
        return string.Create(CultureInfo.InvariantCulture,
            $"{cases} 件，近期 {recent}，前期 {before}。 {cases} cases, recent {recent}, before {before}.");
    }

    private async Task<IReadOnlyList<KnownProject>> KnownAsync(string city, CancellationToken ct)
    {
        ProjectStatus[] of =
            [ProjectStatus.Proposed, ProjectStatus.Adopted, ProjectStatus.Closed, ProjectStatus.Dropped];
        var rows = await db.Set<ProjectRow>().AsNoTracking()
            .Where(p => p.RegionCode.StartsWith(city) && of.Contains(p.Status)).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var cases = (await db.Set<ProjectCaseRow>().AsNoTracking().Where(c => ids.Contains(c.ProjectId))
            .Select(c => new { c.ProjectId, c.CaseId }).ToListAsync(ct)).ToLookup(c => c.ProjectId, c => c.CaseId);
        return rows.ConvertAll(r => new KnownProject(
            r.Id, r.Status, r.Category, r.RegionCode,
            r is { Longitude: { } x, Latitude: { } y } ? new Position(x, y) : null, r.RadiusMetres ?? 0,
            r.CasesWhenDropped ?? 0, cases[r.Id].ToHashSet()));
    }
}
