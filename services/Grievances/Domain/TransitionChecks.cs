namespace RiderPlatform.Grievances.Domain;

/// <summary>What makes a transition table unfit to load, one sentence each.</summary>
internal static class TransitionChecks
{
    public static IEnumerable<string> Of(IReadOnlyList<Transition> lines) =>
        lines.SelectMany(OfLine).Concat(Duplicates(lines)).Concat(Unreachable(lines)).Concat(Stranded(lines));

    private static IEnumerable<string> OfLine(Transition line)
    {
        var name = $"{line.From} × {line.Action}";
        if (line.Who.Count == 0 || line.Who.Except(TransitionTable.KnownRoles).Any())
        {
            yield return $"{name}: who must name roles among {string.Join(", ", TransitionTable.KnownRoles)}.";
        }

        if (line.Requires.Except(TransitionTable.KnownFields).Any())
        {
            yield return $"{name}: requires may name {string.Join(", ", TransitionTable.KnownFields)}.";
        }

        if ((line.Unit == UnitEffect.Set) != line.Requires.Contains("unitId"))
        {
            yield return $"{name}: a line that sets the unit requires unitId, and no other does.";
        }

        if ((line.Action == CaseAction.Close) != (line.Outcomes.Count > 0))
        {
            yield return $"{name}: outcomes belong to Close, and Close needs them.";
        }

        if (line.AtMost is < 1 || line.WaitHours < 0 || line.WithinHours <= line.WaitHours)
        {
            yield return $"{name}: atMost is 1 or more, waitHours 0 or more, withinHours more than waitHours.";
        }
    }

    private static IEnumerable<string> Duplicates(IReadOnlyList<Transition> lines) =>
        lines.GroupBy(t => (t.From, t.Action)).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.From} × {g.Key.Action} stands {g.Count()} times.");

    private static IEnumerable<string> Unreachable(IReadOnlyList<Transition> lines)
    {
        var reached = Closure(CaseStatus.Registered, s => lines.Where(t => t.From == s).Select(t => t.To));
        return Enum.GetValues<CaseStatus>().Where(s => !reached.Contains(s)).Select(s => $"{s} is never reached.");
    }

    private static IEnumerable<string> Stranded(IReadOnlyList<Transition> lines)
    {
        var closable = Closure(CaseStatus.Closed, s => lines.Where(t => t.To == s).Select(t => t.From));
        return Enum.GetValues<CaseStatus>().Where(s => !closable.Contains(s))
            .Select(s => $"From {s} no way leads to Closed.");
    }

    private static HashSet<CaseStatus> Closure(CaseStatus start, Func<CaseStatus, IEnumerable<CaseStatus>> next)
    {
        var seen = new HashSet<CaseStatus> { start };
        var open = new Queue<CaseStatus>(seen);
        while (open.TryDequeue(out var status))
        {
            foreach (var other in next(status).Where(seen.Add))
            {
                open.Enqueue(other);
            }
        }

        return seen;
    }
}
