using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Updates;
using RiderPlatform.Grievances.Imports;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Supervision;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>What happened to a case, step by step, in plain words beside the machine's.</summary>
public static class GetTimeline
{
    /// <param name="Text">One Chinese sentence; for the rider who reported it in plainer words than for staff.</param>
    /// <param name="TextEn">The same in English.</param>
    /// <param name="ActorRole">A role or <c>system</c>; who exactly is not told here.</param>
    /// <param name="Data">By kind: how the region was found, the routing decision, the outcome, the rating.</param>
    public sealed record Step(
        int Version, string Kind, CaseStatus Status, string Text, string TextEn, string ActorRole,
            TakeStep.UnitRef? Unit,
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
        var into = await NumbersAsync(db, events, ct);
        var own = CaseAccess.IsOwn(row, scope);
        var comments = await TimelineComments.OfAsync(db, id, events, ct);
        var marks = await CaseMarks.ReadAsync(db, id, snapshot, own, ct);
        return TypedResults.Ok<IReadOnlyList<Step>>(
        [
            .. events.Select(e => Of(row, e, snapshot, into, own)).Concat(comments)
                .Concat(marks.Select(m => Of(m, events.FindLast(e => e.OccurredAt <= m.At) ?? events[0], snapshot)))
                .OrderBy(s => s.OccurredAt).ThenBy(s => s.Version),
        ]);
    }

    /// <summary>What happened beside the steps stands at the version that it found.</summary>
    private static Step Of(CaseMarks.Mark mark, CaseEventRow before, RoutingSnapshot snapshot) => new(
        before.Version, mark.Kind, before.Status, mark.Text.Zh, mark.Text.En, mark.ActorRole,
        OrderView.Ref(mark.UnitId, snapshot), mark.Note, null, mark.At);

    private static Step Of(
        CaseRow row, CaseEventRow e, RoutingSnapshot snapshot, Dictionary<Guid, string> into, bool rider)
    {
        var unit = e.UnitId is { } id ? new TakeStep.UnitRef(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "")
            : null;
        JsonElement? data = e.Data is null || (rider && e.Kind == "Accepted") ? null
            : JsonSerializer.Deserialize<JsonElement>(e.Data);
        var resolved = e.Kind == "Resolved" ? ResolveData.Read(data) : null;
        var told = new TimelineWords.Told(
            e.Kind, e.ActorRole == "system", unit?.Name, CategoryNames.Of(row.Category, snapshot.Categories),
            snapshot.Regions.NameOf(row.RegionCode) ?? row.RegionCode, row.Number, e.Note,
            Word<Solved>(data, "solved"), Word<Satisfaction>(data, "satisfaction"), Field(data, "outcome")?.GetString())
        {
            Role = e.ActorRole,
            Now = Field(data, "to") is { } now ? Named(now, snapshot) : null,
            Because = Word<ReturnReason>(data, "reasonCode"), Duty = Field(data, "duty")?.GetString(),
            Into = IntoOf(e) is { } target ? into.GetValueOrDefault(target) : null,
            Spot = resolved?.Spot, Answers = resolved?.Answers ?? [],
            Imported = e.ActorRole == ImportBatch.ActorRole,
            Registrar = e.Kind == "Registered" && e.ActorRole != Roles.Rider ? e.ActorRole : null,
        };
        var text = rider ? TimelineWords.ForRider(told) : TimelineWords.ForStaff(told);
        return new Step(e.Version, e.Kind, e.Status, text.Zh, text.En, e.ActorRole, unit, e.Note, data, e.OccurredAt);
    }

    /// <summary>Each merge names its own target: by now the case may be split, or merged into another.</summary>
    private static Task<Dictionary<Guid, string>> NumbersAsync(
        GrievancesDb db, List<CaseEventRow> events, CancellationToken ct)
    {
        var targets = events.Select(IntoOf).OfType<Guid>().ToList();
        return targets.Count == 0 ? Task.FromResult(new Dictionary<Guid, string>())
            : db.Cases.Where(c => targets.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
    }

    private static Guid? IntoOf(CaseEventRow e) =>
        e is { Kind: "Merged", Data: { } data }
            ? Field(JsonSerializer.Deserialize<JsonElement>(data), "into")?.GetGuid() : null;

    private static Wording Named(JsonElement now, RoutingSnapshot snapshot)
    {
        var name = CategoryNames.Of(now.GetProperty("category").GetString()!, snapshot.Categories);
        return now.GetProperty("severity").GetString() switch
        {
            "Urgent" => new($"{name.Zh}（紧急）", $"{name.En} (urgent)"),
            "Major" => new($"{name.Zh}（重大）", $"{name.En} (major)"),
            "Minor" => new($"{name.Zh}（轻微）", $"{name.En} (minor)"),
            _ => new($"{name.Zh}（一般）", $"{name.En} (ordinary)"),
        };
    }

    private static T? Word<T>(JsonElement? data, string name) where T : struct, Enum =>
        Enum.TryParse<T>(Field(data, name)?.GetString(), out var word) ? word : null;

    private static JsonElement? Field(JsonElement? data, string name) =>
        data is { ValueKind: JsonValueKind.Object } d && d.TryGetProperty(name, out var value) ? value : null;
}
