using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Somebody of the committee sees a problem that no clustering finds.</summary>
public static class ProposeProject
{
    /// <param name="Category">A category, or a group of them.</param>
    /// <param name="Cases">Ids or numbers of cases; may be empty.</param>
    public sealed record Request(
        string? Name, string? Category, string? RegionCode, string? Note, IReadOnlyList<string>? Cases);

    public static async Task<Results<Created<GetProject.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var cases = request.Cases ?? [];
        var invalid = cases.Count == 0 ? new Invalid() : ChangeProjectCases.Wrong(cases);
        invalid
            .When(!Words.AreGood(request.Name, AdoptProject.MaxName), "name",
                $"请填写名称，1–{AdoptProject.MaxName} 个字。", $"A name of 1–{AdoptProject.MaxName} characters.")
            .When(request.Category is not { } c || !snapshot.Categories.ContainsKey(c), "category", "没有这个类别。",
                "No such category.")
            .When(request.RegionCode is not { } r || !snapshot.Regions.IsKnown(r), "regionCode", "未知区划代码。",
                "Unknown region code.")
            .When(!Words.AreGood(request.Note, AdoptProject.MaxText), "note", "请说明为什么立项。", "Say why.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        string[] meeting = [.. ProjectTable.Meeting];
        if (!scope.Covers(request.RegionCode!, null, meeting))
        {
            return new Invalid().Add("regionCode", "不在您负责的区域。", "Not in your area.").ToProblem();
        }

        var (ids, _, wrong) = await ChangeProjectCases.FindAsync(db, cases, scope, ct);
        if (wrong is not null)
        {
            return wrong;
        }

        if (await ChangeProjectCases.IsTakenAsync(db, ids, null, ct))
        {
            return ProjectRefusals.CaseTaken.ToProblem();
        }

        var now = time.Now();
        var row = new ProjectRow
        {
            Id = Guid.CreateVersion7(now), Name = request.Name!.Trim(), Status = ProjectStatus.Proposed, Version = 1,
            Category = CasePoint.TopicOf(request.Category!), RegionCode = request.RegionCode!,
            Note = request.Note!.Trim(), ProposedAt = now, ChangedAt = now,
        };
        await db.InTransactionAsync(async () =>
        {
            db.Add(row);
            db.Add(new ProjectEventRow
            {
                ProjectId = row.Id, Version = 1, Kind = "Proposed", Status = row.Status, ActorId = scope.Subject,
                ActorRole = meeting.First(m => scope.Covers(row.RegionCode, null, m)), Note = row.Note,
                OccurredAt = now,
            });
            await db.SaveChangesAsync(ct);
            await ChangeProjectCases.PutInAsync(db, row.Id, ids, now, ct);
            return true;
        }, ct);
        return TypedResults.Created($"/api/v1/projects/{row.Id}",
            await GetProject.ReadAsync(db, row.Id, scope, snapshot, ct));
    }
}
