using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// A week's pattern of shifts over several weeks, people in rotation. Holidays are marked and not skipped. All of it is
/// written or none; a dry run shows what would be.
/// </summary>
internal static class RepeatPattern
{
    public const int MaxWeeks = 26;
    private const int MaxShifts = 30;

    /// <param name="Weekday">1 Monday to 7 Sunday.</param>
    /// <param name="Start">Time of day in China, such as 18:00.</param>
    /// <param name="End">Not after the start: on the next day.</param>
    internal sealed record Line(int Weekday, TimeOnly Start, TimeOnly End);

    /// <param name="Monday">Any day of the first week.</param>
    /// <param name="PerShift">How many are called, in order, before nobody is left; 2 unless said.</param>
    /// <param name="DryRun">Shows what would be written and writes nothing.</param>
    internal sealed record Request(
        DateOnly? Monday, int? Weeks, IReadOnlyList<Line>? Pattern, IReadOnlyList<PutShift.Person>? People,
        int? PerShift, bool DryRun = false);

    /// <param name="Day">The day on which it starts.</param>
    /// <param name="Collides">One of its people has another shift then: nothing can be written.</param>
    internal sealed record Planned(
        DateTimeOffset StartsAt, DateTimeOffset EndsAt, WorkDays.Day Day, IReadOnlyList<RosterView.Person> People,
        bool Collides);

    internal sealed record Answer(bool Written, IReadOnlyList<Planned> Shifts);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time,
        CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (Wrong(request, now) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        var shifts = Plan(id, request);
        var (planned, strangers) = (new List<Planned>(), default(ProblemHttpResult));
        var refused = await RosterChange.OnAsync(db, id, scope, RosterAccess.Keepers, now, async roster =>
        {
            strangers = await PutShift.KeepPeopleAsync(db, roster, request.People!, keys, ct);
            if (strangers is not null)
            {
                return Refusal.NotFound;
            }

            planned = await MarkAsync(db, shifts, ct);
            db.AddRange(shifts);
            return planned.Exists(p => p.Collides) ? RosterChange.Overlap : request.DryRun ? DryRun : null;
        }, ct);
        return strangers is not null ? strangers
            : refused is null ? TypedResults.Ok(new Answer(true, planned))
            : request.DryRun && planned.Count > 0 ? TypedResults.Ok(new Answer(false, planned))
            : refused.ToProblem();
    }

    /// <summary>Ends the transaction without a change; no caller sees it.</summary>
    private static readonly Refusal DryRun = new(409, "DryRun", "仅预览。", "A preview only.");

    /// <summary>Pure: the n-th shift begins with the n-th person.</summary>
    internal static List<Shift> Plan(Guid roster, Request r)
    {
        var monday = r.Monday!.Value.AddDays(-(((int)r.Monday.Value.DayOfWeek + 6) % 7));
        var lines = r.Pattern!.OrderBy(l => l.Weekday).ThenBy(l => l.Start).ToList();
        var people = r.People!.Select(p => p.AccountId).ToList();
        var each = Math.Min(r.PerShift ?? 2, people.Count);
        return [.. Enumerable.Range(0, r.Weeks!.Value).SelectMany(w => lines.Select((l, i) =>
        {
            var day = monday.AddDays((w * 7) + l.Weekday - 1);
            var first = (w * lines.Count) + i;
            return PutShift.NewShift(
                Guid.CreateVersion7(), roster, WorkDays.At(day, l.Start),
                WorkDays.At(l.End <= l.Start ? day.AddDays(1) : day, l.End),
                [.. Enumerable.Range(first, each).Select(n => people[n % people.Count])]);
        }))];
    }

    private static async Task<List<Planned>> MarkAsync(OrganisationsDb db, List<Shift> shifts, CancellationToken ct)
    {
        var people = shifts.SelectMany(s => s.People).ToHashSet();
        await RosterChange.HoldAsync(db, people, ct);
        var (from, to) = (shifts.Min(s => s.StartsAt), shifts.Max(s => s.EndsAt));
        var standing = await db.Set<Shift>().AsNoTracking()
            .Where(s => s.StartsAt < to && s.EndsAt > from && s.People.Any(p => people.Contains(p))).ToListAsync(ct);
        var days = await WorkDays.ReadAsync(db, ct);
        var names = db.ChangeTracker.Entries<RosterPerson>().ToDictionary(e => e.Entity.AccountId, e => e.Entity.Name);
        return [.. shifts.Select(s => new Planned(
            s.StartsAt, s.EndsAt, days.Of(WorkDays.DayOf(s.StartsAt)), RosterView.Of(s, names).People,
            standing.Concat(shifts).Any(o => o != s && new Span(o.StartsAt, o.EndsAt).Overlaps(
                new(s.StartsAt, s.EndsAt)) && o.People.Intersect(s.People).Any())))];
    }

    private static Invalid Wrong(Request r, DateTimeOffset now) => new Invalid()
        .When(r.Monday is not { } day || WorkDays.At(day, default) < now.AddDays(-Shift.MostDaysAhead)
            || WorkDays.At(day, default).AddDays(7 * (r.Weeks ?? 1)) > now.AddDays(Shift.MostDaysAhead), "monday",
            "请填写起始周，最多提前 53 周。", "Name the first week; at most 53 weeks ahead.")
        .When(r.Weeks is not (>= 1 and <= MaxWeeks), "weeks", $"周数为 1–{MaxWeeks}。", $"1 to {MaxWeeks} weeks.")
        .When(r.Pattern is not { Count: > 0 and <= MaxShifts } || r.Pattern.Any(l => l.Weekday is < 1 or > 7),
            "pattern", $"每周 1–{MaxShifts} 个班次，星期为 1–7。", $"1 to {MaxShifts} shifts a week, weekdays 1 to 7.")
        .When(r.People is not { Count: > 0 and <= 50 }
            || r.People.DistinctBy(p => p.AccountId).Count() != r.People.Count, "people",
            "请按轮换顺序填写 1–50 人，不可重复。", "1 to 50 people in rotation, each once.")
        .When(r.People?.Any(p => p.Phone is not null && PersonalText.Phone(p.Phone) is null) is true, "phone",
            "请填写 11 位手机号。", "A mainland mobile number of 11 digits.")
        .When(r.PerShift is < 1 or > Shift.MostPeople, "perShift", $"每班 1–{Shift.MostPeople} 人。",
            $"1 to {Shift.MostPeople} people a shift.");
}
