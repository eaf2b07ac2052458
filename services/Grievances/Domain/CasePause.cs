using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Why a clock may stand still for a while, once somebody has approved it.</summary>
public enum PauseKind
{
    /// <summary>延期: the unit gets more time; the rider's clock runs on.</summary>
    Extension,

    /// <summary>挂账: nobody can do anything before a known day; both clocks stand still.</summary>
    Parking,
}

/// <summary>An approved pause: from its approval to the end that was approved with it.</summary>
public sealed record CasePause(PauseKind Kind, Guid UnitId, Pause Span)
{
    public bool StopsRider => Kind == PauseKind.Parking;

    /// <summary>A parking is the case's; an extension was given to one unit.</summary>
    public bool StopsUnit(Guid unit) => Kind == PauseKind.Parking || UnitId == unit;

    /// <summary>In order and apart from each other, as clocks take them.</summary>
    public static Pause[] Joined(IEnumerable<CasePause> pauses)
    {
        var joined = new List<Pause>();
        foreach (var span in pauses.Select(p => p.Span).OrderBy(s => s.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To)
            {
                joined[^1] = new(joined[^1].From, span.To > joined[^1].To ? span.To : joined[^1].To);
            }
            else
            {
                joined.Add(span);
            }
        }

        return [.. joined];
    }
}
