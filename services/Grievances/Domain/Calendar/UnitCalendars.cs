using System.Collections.Concurrent;

namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>
/// The calendar as the clocks of one unit know it, for each state that its hours have had: made when first asked for,
/// because most units are never asked and each costs two clocks.
/// </summary>
internal sealed class UnitCalendars(WorkCalendar city, IEnumerable<UnitHours> hours)
{
    private readonly ConcurrentDictionary<int, WorkCalendar> _made = new();

    public IReadOnlyList<UnitHours> Versions { get; } = [.. hours.OrderBy(h => h.Version)];

    /// <summary>By the hours that were set when the clock began.</summary>
    public WorkCalendar At(DateTimeOffset started)
    {
        var known = Versions.Count;
        while (known > 0 && Versions[known - 1].SetAt > started)
        {
            known--;
        }

        return known == 0 ? city : _made.GetOrAdd(known, Make);
    }

    private WorkCalendar Make(int known) => city.WithHours(
        Versions[known - 1].Version, day => Versions.Take(known).LastOrDefault(v => v.ValidFrom <= day));
}
