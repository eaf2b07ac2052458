namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// The table as a Mermaid state diagram, one arrow for each pair of states with everything that leads along it. The
/// README holds the same drawing, and a test that it is this one.
/// </summary>
public static class TransitionDiagram
{
    public static string Of(TransitionTable table)
    {
        var arrows = table.Lines.Where(l => l.From != l.To).GroupBy(l => (l.From, l.To))
            .OrderBy(g => g.Key.From).ThenBy(g => g.Key.To)
            .Select(g => $"    {g.Key.From} --> {g.Key.To}: {string.Join(" / ", g.Select(l => Name(l.Action)))}");
        return string.Join('\n',
            ["stateDiagram-v2", "    [*] --> Registered", .. arrows, "    Closed --> [*]"]) + "\n";
    }

    private static string Name(CaseAction action) => ActionWords.Verb(action).En;
}
