using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// Puts a shift in its place, new or changed, under the id that the caller gives it; takes one out. The same again is
/// answered as the first time.
/// </summary>
internal static class PutShift
{
    private const string PhonePurpose = "roster-phone";

    /// <param name="Name">As shown to colleagues; the account's own unless said.</param>
    /// <param name="Phone">Kept from before where it is left out.</param>
    internal sealed record Person(Guid AccountId, string? Name, string? Phone);

    /// <param name="People">In calling order.</param>
    /// <param name="Version">Of the shift that is changed; left out for a new one.</param>
    internal sealed record Request(
        DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, IReadOnlyList<Person>? People, int? Version);

    public static async Task<Results<Ok<RosterView.ShiftView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid shiftId, Request request, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time,
        CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (Wrong(request, now) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        ProblemHttpResult? strangers = null;
        var shift = NewShift(shiftId, id, request.StartsAt!.Value, request.EndsAt!.Value,
            [.. request.People!.Select(p => p.AccountId)]);
        var refused = await RosterChange.OnAsync(db, id, scope, RosterAccess.Keepers, now, async roster =>
        {
            strangers = await KeepPeopleAsync(db, roster, request.People!, keys, ct);
            return strangers is not null ? Refusal.NotFound : await WriteAsync(db, shift, request.Version, ct);
        }, ct);
        if (refused is not null)
        {
            return strangers ?? refused.ToProblem();
        }

        return TypedResults.Ok(RosterView.Of(shift, await RosterView.NamesAsync(db, id, ct)));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, Guid shiftId, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var refused = await RosterChange.OnAsync(db, id, scope, RosterAccess.Keepers, time.GetUtcNow(), async _ =>
            await db.Set<Shift>().Where(s => s.Id == shiftId && s.RosterId == id).ExecuteDeleteAsync(ct) == 0
                ? Refusal.NotFound : null, ct);
        return refused is null ? TypedResults.NoContent() : refused.ToProblem();
    }

    internal static Shift NewShift(
        Guid id, Guid roster, DateTimeOffset from, DateTimeOffset to, List<Guid> people) => new()
    {
        Id = id, RosterId = roster, StartsAt = from.ToUniversalTime(), EndsAt = to.ToUniversalTime(), People = people,
    };

    /// <summary>People new to the roster are kept with it; the answer names who cannot be on duty there.</summary>
    internal static async Task<ProblemHttpResult?> KeepPeopleAsync(
        OrganisationsDb db, Roster roster, IReadOnlyList<Person> people, KeyRing keys, CancellationToken ct)
    {
        var of = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == roster.OrganisationId, ct);
        var asked = people.Select(p => p.AccountId).ToHashSet();
        var accounts = await db.PeopleFor(of).Where(a => asked.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        if (asked.Any(a => !accounts.ContainsKey(a)))
        {
            return new Invalid().Add("people", "只能安排本单位的承办员或本区域的派单员、干事值班。",
                "Only handlers of this unit, or dispatchers and secretaries of its region, can be on duty.")
                .ToProblem();
        }

        var known = await db.Set<RosterPerson>().Where(p => p.RosterId == roster.Id && asked.Contains(p.AccountId))
            .ToDictionaryAsync(p => p.AccountId, ct);
        foreach (var person in people.DistinctBy(p => p.AccountId))
        {
            if (!known.TryGetValue(person.AccountId, out var row))
            {
                row = new()
                {
                    RosterId = roster.Id, AccountId = person.AccountId, Name = accounts[person.AccountId],
                };
                db.Add(row);
            }

            row.Name = PersonalText.Name(person.Name) ?? row.Name;
            row.SealedPhone = PersonalText.Phone(person.Phone) is { } phone
                ? keys.SealText(PhonePurpose, person.AccountId, phone) : row.SealedPhone;
        }

        return null;
    }

    internal static string Open(KeyRing keys, Guid account, byte[] @sealed) =>
        keys.OpenText(PhonePurpose, account, @sealed);

    private static async Task<Refusal?> WriteAsync(
        OrganisationsDb db, Shift shift, int? version, CancellationToken ct)
    {
        var before = await db.Set<Shift>().SingleOrDefaultAsync(s => s.Id == shift.Id, ct);
        if (before is not null && before.RosterId != shift.RosterId)
        {
            return Refusal.NotFound;
        }

        var same = before is not null && before.StartsAt == shift.StartsAt && before.EndsAt == shift.EndsAt
            && before.People.SequenceEqual(shift.People);
        if (!same && before?.Version != version)
        {
            return RosterView.Changed;
        }

        if (await RosterChange.CollidesAsync(db, shift.People, new(shift.StartsAt, shift.EndsAt), [shift.Id], ct))
        {
            return RosterChange.Overlap;
        }

        if (before is null)
        {
            db.Add(shift);
            return null;
        }

        (before.StartsAt, before.EndsAt, before.People) = (shift.StartsAt, shift.EndsAt, shift.People);
        shift.Version = before.Version += same ? 0 : 1;
        return null;
    }

    private static Invalid Wrong(Request r, DateTimeOffset now) => new Invalid()
        .When(r is not { StartsAt: { } from, EndsAt: { } to } || to <= from || to - from > Shift.Longest
            || to > now.AddDays(Shift.MostDaysAhead) || from < now.AddDays(-Shift.MostDaysAhead), "endsAt",
            "班次须有开始和结束，最长 48 小时，最多提前 53 周。",
            "A shift has a start and an end, lasts at most 48 hours, and lies at most 53 weeks ahead.")
        .When(r.People is not { Count: > 0 and <= Shift.MostPeople }
            || r.People.DistinctBy(p => p.AccountId).Count() != r.People.Count, "people",
            $"请按呼叫顺序填写 1–{Shift.MostPeople} 人，不可重复。",
            $"1 to {Shift.MostPeople} people in calling order, each once.")
        .When(r.People?.Any(p => p.Phone is not null && PersonalText.Phone(p.Phone) is null) is true, "phone",
            "请填写 11 位手机号。", "A mainland mobile number of 11 digits.");
}
