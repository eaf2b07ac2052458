using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Intake;

/// <summary>The way of every report, whatever it becomes: read, check, find the place, route, store.</summary>
public sealed class Reporting(
    DirectoryCopy directory, IntakeStore store, ClueReplay replay, PhotoIntake photoIntake, ClockLimits limits,
    TimeProvider time)
{
    private static readonly Refusal RegionNeeded = new(400, "RegionNeeded",
        "无法由位置判断所属街道，请在 regionCode 中填写街道或区县代码后重新提交。",
        "The position does not tell the street. Name the street or county in regionCode and send it again.");

    /// <param name="kinds">What this caller may report here; of several the request says which.</param>
    /// <param name="within">Where a member of staff may register cases; null: everywhere.</param>
    internal async Task<Results<CreatedClue, ProblemHttpResult>> TakeAsync(
        HttpContext http, ClueCaller caller, CaseKind[] kinds, Scope? within)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (caller.WrongKey is { } wrongKey)
        {
            return wrongKey.ToProblem();
        }

        await using var body = await ClueBody.ReadAsync(http, photoIntake);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (body.Request.RegionCode is not null && snapshot.Regions.IsEmpty)
        {
            // Nothing has arrived from the directory yet: whether the code is good cannot be said.
            return Refusals.Unavailable.ToProblem();
        }

        if (KindOf(body.Request, kinds) is not { } kind)
        {
            return WrongKind(kinds);
        }

        var invalid = ClueChecks.Of(body.Request, kind, snapshot, out var category, out var answers);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var position = ClueChecks.PositionOf(body.Request) ?? body.PhotoPosition();
        if (snapshot.Regions.Find(position, body.Request.RegionCode) is not { } region)
        {
            return RegionNeeded.ToProblem();
        }

        if (within is not null && !within.Covers(region.Code, null, RegisterCase.Staff))
        {
            return new Invalid().Add("regionCode", "不在您负责的区域。", "Not in your area.").ToProblem();
        }

        var report = new ClueReport(
            caller.RiderId, caller.Subject, category!.Code, body.Request.Text!.Trim(), position, caller.Key,
            caller.Key is null ? null : ClueReport.HashOf(body.Request, body.Photos))
        {
            Kind = kind,
            ActorRole = within is null ? Roles.Rider : RoleOf(within, region.Code),
            AnswersJson = answers.Count == 0 ? null
                : JsonSerializer.Serialize(answers, ClueJson.Facts.IReadOnlyListFormAnswer),
        };
        return await StoreAsync(caller, report, category, region, body.Photos, snapshot, http.RequestAborted);
    }

    private async Task<Results<CreatedClue, ProblemHttpResult>> StoreAsync(
        ClueCaller caller, ClueReport report, Category category, FoundRegion region,
        IReadOnlyList<UploadedPhoto> uploaded, RoutingSnapshot snapshot, CancellationToken ct)
    {
        if (uploaded.Count > 0 && await replay.FindAsync(caller, snapshot, ct) is { } before)
        {
            return before.As(report.Hash);
        }

        var (photos, badPhoto) = await photoIntake.KeepAsync(uploaded, ct);
        if (badPhoto is not null)
        {
            return badPhoto;
        }

        var route = snapshot.RouteFor(category.Code, region.Code);
        var limit = limits.For(category.Severity, category.Code, route.DeadlineClass);
        var row = NewCase.Of(report, category, region, route, limit, snapshot.Calendar, time.Now());
        return await store.TryInsertAsync(row, photos, ct, Assigner.Beside(row, snapshot)) is { } number
            ? CreatedClue.First(row, number, region, route, snapshot, photos.Count)
            : (await replay.FindAsync(caller, snapshot, ct))!.As(report.Hash);
    }

    /// <summary>Null where it is not one of <paramref name="kinds"/>; a single one need not be named.</summary>
    private static CaseKind? KindOf(ReportClue.Request request, CaseKind[] kinds) =>
        request.Kind is null && kinds.Length == 1 ? kinds[0]
            : Array.Find(kinds, k => k.ToString() == request.Kind) is var kind && kinds.Contains(kind)
                && kind.ToString() == request.Kind ? kind : null;

    private static ProblemHttpResult WrongKind(CaseKind[] kinds)
    {
        var known = string.Join(", ", kinds);
        return new Invalid().Add("kind", $"须为其中之一：{known}。", $"One of {known}.").ToProblem();
    }

    private static string RoleOf(Scope scope, string region) =>
        RegisterCase.Staff.First(role => scope.Covers(region, null, role));
}
