using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Duties;

/// <summary>
/// Gives an organisation the duty for a category within a region; routing follows as soon as the fact arrives.
/// </summary>
internal static class GiveDuty
{
    /// <param name="Role"><c>Lead</c> unless said.</param>
    /// <param name="ValidFrom">In force from this day (Asia/Shanghai) on; null: at once.</param>
    /// <param name="ValidUntil">Up to but without this day; null: until it is withdrawn.</param>
    /// <param name="MinLevel">For cases of this level and above; all of them unless said.</param>
    /// <param name="DeadlineClass">Of a lead; <c>General</c> unless said.</param>
    internal sealed record Request(
        Guid OrganisationId, string? Category, string? RegionCode, int? Priority, DutyRole? Role = null,
        DateOnly? ValidFrom = null, DateOnly? ValidUntil = null, CaseLevel? MinLevel = null,
        DeadlineClass? DeadlineClass = null);

    public static async Task<Results<Created<ListDuties.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var invalid = await CheckAsync(request, now, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var duty = DutyOf(request, null, now);
        try
        {
            var refusal = await db.InTransactionAsync(() => Publishing.GiveAsync(duty, null, scope, db, ct), ct);
            return refusal is null ? TypedResults.Created($"/api/v1/duties/{duty.Id}", ListDuties.Answer.Of(duty))
                : refusal.ToProblem();
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.ActiveDuty)
        {
            return Publishing.AlreadyGiven.ToProblem();
        }
    }

    internal static Duty DutyOf(Request request, Guid? supersedes, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        OrganisationId = request.OrganisationId,
        Category = request.Category!,
        RegionCode = request.RegionCode!,
        Priority = request.Priority ?? 10,
        Role = request.Role ?? DutyRole.Lead,
        MinLevel = request.MinLevel ?? CaseLevel.Minor,
        DeadlineClass = request.DeadlineClass ?? DeadlineClass.General,
        ValidFrom = request.ValidFrom,
        ValidUntil = request.ValidUntil,
        Supersedes = supersedes,
        ChangedAt = now,
    };

    internal static async Task<Invalid> CheckAsync(
        Request request, DateTimeOffset now, OrganisationsDb db, CancellationToken ct)
    {
        var known = RegionCodes.IsWellFormed(request.RegionCode)
            && await db.Regions.AnyAsync(r => r.Code == request.RegionCode, ct);
        return new Invalid()
            .When(!Duty.IsCategory(request.Category), "category",
                "类别须为小写代码，如 road.manhole，或 *。", "Category: a lower-case code such as road.manhole, or *.")
            .When(!known, "regionCode", "没有这个区划代码。", "No region has this code.")
            .When(request.Priority is < 0 or > Duty.MaxPriority, "priority",
                $"优先级为 0–{Duty.MaxPriority}。", $"Priority: 0–{Duty.MaxPriority}.")
            .When(request.Role is { } role && !Enum.IsDefined(role), "role", "主办或协办。", "Lead or CoHandler.")
            .When(request.MinLevel is { } level && !Enum.IsDefined(level), "minLevel",
                "最低级别为轻微、一般、重大或紧急。", $"MinLevel: {string.Join(", ", Enum.GetNames<CaseLevel>())}.")
            .When(request.DeadlineClass is { } terms && !Enum.IsDefined(terms), "deadlineClass",
                "没有这种时限类别。", $"DeadlineClass: {string.Join(", ", Enum.GetNames<DeadlineClass>())}.")
            .When(request.DeadlineClass is not (null or DeadlineClass.General) && request.Role == DutyRole.CoHandler,
                "deadlineClass", "协办的时限随案件级别，不另设类别。",
                "What a co-handler does is due by the severity of the case.")
            .When(request.ValidFrom < Duty.DayOf(now), "validFrom", "生效日期不能早于今天。", "Not before today.")
            .When(request.ValidUntil <= (request.ValidFrom ?? Duty.DayOf(now)), "validUntil",
                "截止日期须晚于生效日期。", "After the day that it begins on.");
    }
}
