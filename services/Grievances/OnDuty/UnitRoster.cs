using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.OnDuty;

public sealed record DutyPerson(Guid AccountId, string Name);

/// <param name="EndsAt">The first moment after it.</param>
/// <param name="People">In calling order.</param>
public sealed record DutyShift(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<DutyPerson> People);

/// <summary>A unit's roster as the directory told it, in routing's snapshot: asking it costs no statement.</summary>
public sealed class UnitRoster(IEnumerable<DutyShift> shifts, AnswerTimes times)
{
    private readonly DutyShift[] _shifts = [.. shifts.OrderBy(s => s.StartsAt).ThenBy(s => s.EndsAt)];

    public AnswerTimes Times => times;

    /// <summary>Who is on duty at a moment, first to last; nobody in a gap.</summary>
    public IReadOnlyList<DutyPerson> At(DateTimeOffset now) =>
        [.. _shifts.Where(s => s.StartsAt <= now && now < s.EndsAt).SelectMany(s => s.People)
            .DistinctBy(p => p.AccountId)];

    public string? NameOf(Guid account) =>
        _shifts.SelectMany(s => s.People).FirstOrDefault(p => p.AccountId == account)?.Name;

    /// <summary>When the shift after the present one ends; null where none follows.</summary>
    public DateTimeOffset? EndOfNext(DateTimeOffset now) =>
        _shifts.FirstOrDefault(s => s.StartsAt > now)?.EndsAt;
}

/// <summary>
/// How long whoever is called has to acknowledge, by severity: <c>OnDuty:AnswerMinutes:Urgent</c> and <c>…:Major</c> (5
/// unless said), <c>…:Ordinary</c> and <c>…:Minor</c> (15).
/// </summary>
public sealed class AnswerTimes(IConfiguration configuration)
{
    private readonly Dictionary<Severity, TimeSpan> _times = Enum.GetValues<Severity>().ToDictionary(s => s, s =>
        TimeSpan.FromMinutes(configuration.GetValue($"OnDuty:AnswerMinutes:{s}", s >= Severity.Major ? 5 : 15)));

    public TimeSpan this[Severity severity] => _times[severity];
}

/// <summary>Why nobody was called who should have been; stored with the dispatch.</summary>
public static class Nobody
{
    public const string NoRoster = "NoRoster";
    public const string Gap = "Gap";

    public static Wording Why(string code) => code == NoRoster
        ? new("无人值班：该单位没有值班表。", "No one on duty: the unit has no roster.")
        : new("无人值班：值班表此时段缺岗。", "No one on duty: the roster has a gap at that time.");
}

/// <summary>What the dispatch to a unit means for its people on duty.</summary>
/// <param name="First">Who is called; null: nobody.</param>
/// <param name="Why">A code of <see cref="Nobody"/> where somebody should have been.</param>
internal readonly record struct DutyDecision(DutyPerson? First, string? Why)
{
    /// <summary>What is urgent or comes outside work time is called out; the rest waits on the desk.</summary>
    public static DutyDecision Of(
        UnitRoster? roster, Severity severity, WorkCalendar calendar, DateTimeOffset now) =>
        severity < Severity.Major && calendar[ClockMode.WorkTime].Elapsed(now, now.AddTicks(1)) > TimeSpan.Zero
            ? default
            : roster is null ? new(null, Nobody.NoRoster)
            : roster.At(now) is [var first, ..] ? new(first, null) : new(null, Nobody.Gap);
}
