using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>A roster as it stands: its weeks, gaps, phone tree, and who can be put on it.</summary>
internal static class ReadRoster
{
    private const int MaxDays = 62;

    /// <param name="Days">Each day in China, with the holiday that it is.</param>
    internal sealed record Week(
        RosterView Roster, IReadOnlyList<WorkDays.Day> Days, IReadOnlyList<RosterView.ShiftView> Shifts,
        IReadOnlyList<RosterView.Gap> Gaps);

    /// <param name="Phone">In full for those who keep the roster, masked for colleagues; null: none is known.</param>
    internal sealed record Call(int Position, Guid AccountId, string Name, string? Phone, DateTimeOffset Until);

    internal sealed record Person(Guid AccountId, string Name);

    /// <param name="from">First day, such as 2026-11-23; this week's Monday unless said.</param>
    /// <param name="to">The day after the last; seven days on unless said.</param>
    public static async Task<Results<Ok<Week>, ProblemHttpResult>> WeekAsync(
        Guid id, DateOnly? from, DateOnly? to, Scope scope, OrganisationsDb db, TimeProvider time,
        CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = WorkDays.DayOf(now);
        var first = from ?? today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var last = to ?? (first.Year is > 2000 and < 2100 ? first.AddDays(7) : first);
        if (first.Year is <= 2000 or >= 2100 || last <= first || last.DayNumber - first.DayNumber > MaxDays)
        {
            return new Invalid().Add("to", $"时间段为 1–{MaxDays} 天。", $"Between 1 and {MaxDays} days.").ToProblem();
        }

        if (await KeepRosters.FindAsync(db, scope, id, ct) is not { } roster)
        {
            return Refusal.NotFound.ToProblem();
        }

        var within = new Span(WorkDays.At(first, default), WorkDays.At(last, default));
        var shifts = await db.Set<Shift>().AsNoTracking()
            .Where(s => s.RosterId == id && s.EndsAt > within.From && s.StartsAt < within.To)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        var names = await RosterView.NamesAsync(db, id, ct);
        var days = await WorkDays.ReadAsync(db, ct);
        return TypedResults.Ok(new Week(
            (await RosterView.OfAsync(db, [roster], now, ct))[0],
            [.. Enumerable.Range(0, last.DayNumber - first.DayNumber).Select(n => days.Of(first.AddDays(n)))],
            [.. shifts.Select(s => RosterView.Of(s, names))],
            within.To <= now ? [] : await RosterView.GapsAsync(
                db, roster, days, within with { From = within.From > now ? within.From : now }, now, ct)));
    }

    /// <param name="days">How far ahead; the roster's lead time unless said, at most 60.</param>
    public static async Task<Results<Ok<IReadOnlyList<RosterView.Gap>>, ProblemHttpResult>> GapsAsync(
        Guid id, int? days, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (days is < 1 or > Roster.MaxLeadDays)
        {
            return new Invalid().Add("days", $"天数为 1–{Roster.MaxLeadDays}。", $"1 to {Roster.MaxLeadDays} days.")
                .ToProblem();
        }

        var now = time.GetUtcNow();
        return await KeepRosters.FindAsync(db, scope, id, ct) is { } roster
            ? TypedResults.Ok(await RosterView.GapsAsync(
                db, roster, await WorkDays.ReadAsync(db, ct), new(now, now.AddDays(days ?? roster.LeadDays)), now, ct))
            : Refusal.NotFound.ToProblem();
    }

    /// <summary>Who is called now, first to last.</summary>
    public static async Task<Results<Ok<IReadOnlyList<Call>>, ProblemHttpResult>> PhoneTreeAsync(
        Guid id, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time, CancellationToken ct)
    {
        if (await KeepRosters.FindAsync(db, scope, id, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        var full = await db.RostersOf(scope, RosterAccess.Keepers).AnyAsync(r => r.Id == id, ct);
        var shifts = await db.Set<Shift>().AsNoTracking()
            .Where(s => s.RosterId == id && s.StartsAt <= now && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        var people = await db.Set<RosterPerson>().AsNoTracking().Where(p => p.RosterId == id)
            .ToDictionaryAsync(p => p.AccountId, ct);
        return TypedResults.Ok<IReadOnlyList<Call>>([.. shifts.SelectMany(s => s.People.Select(p => (p, s.EndsAt)))
            .DistinctBy(x => x.p).Select((x, i) => new Call(
                i + 1, x.p, people[x.p].Name, PhoneOf(people[x.p], keys, full), x.EndsAt))]);
    }

    /// <summary>Who can be put on this roster.</summary>
    public static async Task<Results<Ok<IReadOnlyList<Person>>, ProblemHttpResult>> PeopleAsync(
        Guid id, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        if (await KeepRosters.FindAsync(db, scope, id, ct) is not { } roster)
        {
            return Refusal.NotFound.ToProblem();
        }

        var of = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == roster.OrganisationId, ct);
        return TypedResults.Ok<IReadOnlyList<Person>>(await db.PeopleFor(of).OrderBy(a => a.UserName)
            .Take(200).Select(a => new Person(a.Id, a.DisplayName)).ToListAsync(ct));
    }

    private static string? PhoneOf(RosterPerson person, KeyRing keys, bool full) =>
        person.SealedPhone is not { } @sealed ? null
            : PutShift.Open(keys, person.AccountId, @sealed) is var phone && full ? phone
            : PersonalText.MaskPhone(PutShift.Open(keys, person.AccountId, @sealed));
}
