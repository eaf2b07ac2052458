using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Meetings;

/// <summary>
/// The minutes of a forum or joint meeting; each item that asks for something becomes a case in the same transaction,
/// so that no item is registered twice and none is left behind.
/// </summary>
public static class RecordMeeting
{
    private const int MaxPlace = 100;
    private const int MaxParticipants = 1000;
    private const int MostItems = 50;

    /// <param name="Becomes"><c>Case</c>: a forum item, dispatched like any other; <c>Note</c>: only kept.</param>
    public sealed record Item(string? Text, string? Category, string? RegionCode, string? Becomes);

    /// <param name="HeldOn">The day in China.</param>
    public sealed record Request(
        MeetingKind? Kind, DateOnly? HeldOn, string? Place, string? RegionCode, string? Participants,
        IReadOnlyList<Item>? Items);

    /// <summary>Secretaries and dispatchers, each in their region, as with every case that staff register.</summary>
    public static async Task<Results<Created<MeetingView>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot || snapshot.Regions.IsEmpty)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var invalid = Wrong(request, snapshot, scope, now);
        var cases = new List<(int Number, NewCase Case)>();
        foreach (var (i, item) in (request.Items ?? []).Take(MostItems).Index())
        {
            if (CaseOf(request, item, i, scope, snapshot, limits, now, invalid) is { } made)
            {
                cases.Add((i + 1, made));
            }
        }

        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var meeting = new MeetingRow
        {
            Id = Guid.CreateVersion7(now), Kind = request.Kind!.Value, HeldOn = request.HeldOn!.Value,
            Place = request.Place!.Trim(), RegionCode = request.RegionCode!,
            Participants = request.Participants!.Trim(), RecordedBy = scope.Subject, RecordedAt = now,
        };
        await db.InTransactionAsync(async () =>
        {
            await RegisterAsync(db, [.. cases.Select(c => c.Case)], snapshot, ct);
            db.Add(meeting);
            db.AddRange(request.Items!.Select((item, i) => new MeetingItemRow
            {
                MeetingId = meeting.Id, Number = i + 1, Text = item.Text!.Trim(), Category = item.Category,
                RegionCode = item.RegionCode, CaseId = cases.Find(c => c.Number == i + 1).Case?.Id,
            }));
            return await db.SaveChangesAsync(ct);
        }, ct);
        var views = await MeetingView.OfAsync(db, [meeting], scope, snapshot, ct);
        return TypedResults.Created($"/api/v1/meetings/{meeting.Id}", views[0]);
    }

    private static Invalid Wrong(Request request, RoutingSnapshot snapshot, Scope scope, DateTimeOffset now)
    {
        var known = request.RegionCode is { } region && snapshot.Regions.IsKnown(region);
        return new Invalid()
            .When(request.Kind is null, "kind", "取值为 Forum 或 JointMeeting。", "Forum or JointMeeting.")
            .When(request.HeldOn is not { } day || day.Year < 2000 || day > ChinaTime.DayOf(now), "heldOn",
                "请填写会议日期，不能在将来。", "The day of the meeting, not in the future.")
            .When(!Words.AreGood(request.Place, MaxPlace), "place", $"请填写地点，1–{MaxPlace} 个字。",
                $"Where it was, 1–{MaxPlace} characters.")
            .When(!known, "regionCode", "未知区划代码。", "Unknown region code.")
            .When(known && !scope.Covers(request.RegionCode!, null, RegisterCase.Staff), "regionCode",
                "不在您负责的区域。", "Not in your area.")
            .When(!Words.AreGood(request.Participants, MaxParticipants), "participants",
                $"请填写参会人员，1–{MaxParticipants} 个字。", $"Who took part, 1–{MaxParticipants} characters.")
            .When(request.Items is not { Count: > 0 and <= MostItems }, "items", $"请填写 1–{MostItems} 个议题。",
                $"1 to {MostItems} items.");
    }

    /// <summary>Null for a note, and for what is wrong: that stands in <paramref name="invalid"/> then.</summary>
    private static NewCase? CaseOf(
        Request request, Item? item, int index, Scope scope, RoutingSnapshot snapshot, ClockLimits limits,
        DateTimeOffset now, Invalid invalid)
    {
        var at = $"items[{index}]";
        invalid.When(item?.Becomes is not ("Case" or "Note"), $"{at}.becomes", "取值为 Case 或 Note。", "Case or Note.");
        if (item?.Becomes != "Case")
        {
            invalid.When(!Words.AreGood(item?.Text, ClueChecks.MaxText), $"{at}.text",
                $"须为 1–{ClueChecks.MaxText} 个字，不含控制字符。", $"1–{ClueChecks.MaxText} characters, no control characters.");
            invalid.When(item?.Category is { } c && !snapshot.Categories.ContainsKey(c), $"{at}.category",
                "没有这个类别。", "No such category.");
            invalid.When(item?.RegionCode is { } r && !snapshot.Regions.IsKnown(r), $"{at}.regionCode",
                "未知区划代码。", "Unknown region code.");
            return null;
        }

        var code = item.RegionCode ?? request.RegionCode;
        var body = new ReportClue.Request(item.Category, item.Text, null, null, code)
            { Kind = nameof(CaseKind.ForumItem) };
        var wrong = ClueChecks.Of(body, CaseKind.ForumItem, snapshot, out var category, out _);
        var covered = code is not null && scope.Covers(code, null, RegisterCase.Staff);
        invalid.Take(wrong, at);
        invalid.When(!wrong.Any && !covered, $"{at}.regionCode", "不在您负责的区域。", "Not in your area.");
        if (wrong.Any || !covered || snapshot.Regions.Find(null, code) is not { } region)
        {
            return null;
        }

        var report = new ClueReport(null, scope.Subject, category!.Code, item.Text!.Trim(), null, null, null)
        {
            Kind = CaseKind.ForumItem,
            ActorRole = RegisterCase.Staff.First(role => scope.Covers(region.Code, null, role)),
        };
        var route = snapshot.RouteFor(category.Code, region.Code);
        return NewCase.Of(
            report, category, region, route, limits.For(category.Severity, category.Code, route.DeadlineClass),
            snapshot.Calendar, now);
    }

    private static async Task RegisterAsync(
        GrievancesDb db, NewCase[] cases, RoutingSnapshot snapshot, CancellationToken ct)
    {
        if (cases.Length == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        batch.BatchCommands.Add(IntakeStore.Reports(cases));
        if (DutyCalls.ForNew(cases) is { } calls)
        {
            batch.BatchCommands.Add(calls);
        }

        // In one order everywhere: two forums that hold the same units wait for each other, never in a circle.
        foreach (var command in cases.OrderBy(c => c.UnitId).SelectMany(c => Assigner.Beside(c, snapshot)))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }
}
