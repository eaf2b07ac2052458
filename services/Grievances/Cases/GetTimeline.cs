using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>What happened to a case, step by step, in plain words beside the machine's.</summary>
public static class GetTimeline
{
    /// <param name="Text">One Chinese sentence.</param>
    /// <param name="ActorRole">A role or <c>system</c>; who exactly is not told here.</param>
    /// <param name="Data">By kind: how the region was found, the routing decision, the outcome, the rating.</param>
    public sealed record Step(
        int Version, string Kind, CaseStatus Status, string Text, string ActorRole, TakeStep.UnitRef? Unit,
            string? Note, JsonElement? Data, DateTimeOffset OccurredAt);

    public static async Task<Results<Ok<IReadOnlyList<Step>>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (row is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Version)
            .ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Step>>([.. events.Select(e => Of(row, e, snapshot))]);
    }

    private static Step Of(CaseRow row, CaseEventRow e, RoutingSnapshot snapshot)
    {
        var unit = e.UnitId is { } id ? new TakeStep.UnitRef(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "")
            : null;
        JsonElement? data = e.Data is null ? null : JsonSerializer.Deserialize<JsonElement>(e.Data);
        return new Step(
            e.Version, e.Kind, e.Status, Sentence(row, e, unit?.Name ?? "承办单位", data, snapshot), e.ActorRole, unit,
            e.Note, data, e.OccurredAt);
    }

    private static string Sentence(
        CaseRow row, CaseEventRow e, string unit, JsonElement? data, RoutingSnapshot snapshot) => e.Kind switch
    {
        "Registered" => $"骑手上报“{snapshot.Categories.GetValueOrDefault(row.Category)?.NameZh ?? row.Category}”，"
            + $"已登记在{snapshot.Regions.NameOf(row.RegionCode) ?? row.RegionCode}，编号 {row.Number}。",
        "Dispatched" when e.ActorRole == "system" => $"系统按职责自动派单给{unit}。",
        "Dispatched" => $"派单员派单给{unit}。{Quote(e.Note)}",
        "Accepted" => $"{unit}已接单。",
        "Returned" => $"{unit}退单，等待派单员处理。{Quote(e.Note)}",
        "Resolved" => $"{unit}已办结，等待骑手回访。{Quote(e.Note)}",
        "CalledBack" => $"骑手{(data?.GetProperty("satisfied").GetBoolean() == true ? "满意" : "不满意")}，"
            + $"评分 {data?.GetProperty("rating").GetInt32()} 分。{Quote(e.Note)}",
        "Closed" => $"派单员销号：{OutcomeWord(data?.GetProperty("outcome").GetString())}。",
        "Reopened" => $"派单员重新打开案件。{Quote(e.Note)}",
        _ => e.Kind,
    };

    private static string Quote(string? note) => note is null ? "" : $"说明：{note}";

    private static string OutcomeWord(string? outcome) => outcome switch
    {
        "Solved" => "已解决",
        "Duplicate" => "重复上报",
        "Unfounded" => "不属实",
        _ => "上报人撤回",
    };
}
