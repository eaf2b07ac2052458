namespace RiderPlatform.Organisations.Rosters;

/// <summary>Half open: the end is the first moment after it.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(Span other) => From < other.To && other.From < To;
}

/// <summary>Which hours of a roster nobody has.</summary>
internal static class Coverage
{
    private static readonly TimeOnly Opens = new(9, 0);
    private static readonly TimeOnly Shuts = new(18, 0);

    /// <summary>The hours that must be covered between two moments, in order, neighbours joined.</summary>
    public static List<Span> Wanted(RosterKind kind, Span within, WorkDays days)
    {
        var wanted = new List<Span>();
        for (var day = WorkDays.DayOf(within.From); WorkDays.At(day, default) < within.To; day = day.AddDays(1))
        {
            var (start, end) = (WorkDays.At(day, default), WorkDays.At(day.AddDays(1), default));
            if (kind == RosterKind.WholeDay || !days.Of(day).Works)
            {
                Add(new(start, end));
                continue;
            }

            Add(new(start, WorkDays.At(day, Opens)));
            Add(new(WorkDays.At(day, Shuts), end));
        }

        return wanted;

        void Add(Span span)
        {
            var cut = new Span(span.From > within.From ? span.From : within.From,
                span.To < within.To ? span.To : within.To);
            if (cut.From >= cut.To)
            {
                return;
            }

            if (wanted is [.., var last] && last.To == cut.From)
            {
                wanted[^1] = last with { To = cut.To };
            }
            else
            {
                wanted.Add(cut);
            }
        }
    }

    /// <summary>What of the wanted hours no span covers.</summary>
    public static List<Span> Gaps(IEnumerable<Span> wanted, IEnumerable<Span> covered)
    {
        var (gaps, shifts) = (new List<Span>(), covered.OrderBy(s => s.From).ToList());
        foreach (var want in wanted)
        {
            var from = want.From;
            foreach (var shift in shifts.Where(s => s.Overlaps(want)))
            {
                if (shift.From > from)
                {
                    gaps.Add(new(from, shift.From));
                }

                from = shift.To > from ? shift.To : from;
            }

            if (from < want.To)
            {
                gaps.Add(new(from, want.To));
            }
        }

        return gaps;
    }
}
