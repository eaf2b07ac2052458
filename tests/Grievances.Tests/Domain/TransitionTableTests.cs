using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class TransitionTableTests
{
    private static readonly TransitionTable Table = TransitionTable.Standard();
    private const string Accept = """
        "from":"Registered","action":"Accept","to":"Accepted","who":["rider"]
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// What every action leads to in every state and who may, written out a second time by hand: <c>d h r v s</c> are
    /// dispatcher, handler, rider, supervisor and the platform itself. <c>+</c> is refused as <c>Already</c> with the
    /// state, <c>-</c> as <c>Not</c> with the word beside the action; <c>?</c> the outcome, <c>!</c> too early,
    /// <c>~</c> not merged.
    /// </summary>
    private const string Expected = """
        |              |            | Rg   | Tr   | Di   | Rt   | Ac   | Pr   | Rs    | Ve    | Cb    | Cl    | Ro    |
        | Triage       |            | d>Tr | d>Tr | d>Di | d>Tr | d>Ac | d>Pr | +     | +     | +     | +     | d>Tr  |
        | Dispatch     |            | d>Di | d>Di | d>Di | d>Di | +    | +    | +     | +     | +     | +     | ds>Di |
        | Accept       | Dispatched | -    | -    | h>Ac | -    | +    | +    | +     | +     | +     | +     | -     |
        | Return       | Dispatched | -    | -    | h>Rt | -    | +    | +    | +     | +     | +     | +     | -     |
        | RefuseReturn | Returned   | -    | -    | +    | d>Di | +    | +    | +     | +     | +     | +     | -     |
        | Start        | Accepted   | -    | -    | -    | -    | h>Pr | +    | +     | +     | +     | +     | -     |
        | Resolve      | Accepted   | -    | -    | -    | -    | h>Rs | h>Rs | +     | +     | +     | +     | -     |
        | Verify       | Resolved   | -    | -    | -    | -    | -    | -    | ds>Ve | +     | +     | +     | -     |
        | Refute       | Resolved   | -    | -    | -    | -    | -    | -    | ds>Ro | d>Ro  | +     | +     | -     |
        | CallBack     | Resolved   | -    | -    | -    | -    | -    | -    | rd>Cb | rd>Cb | +     | +     | -     |
        | Close        | CalledBack | d>?  | d>?  | -    | d>?  | -    | -    | ds>!  | ds>!  | d>Cl  | +     | d>?   |
        | Reject       |            | d>Cl | d>Cl | +    | d>Cl | +    | +    | +     | +     | +     | +     | d>Cl  |
        | Withdraw     |            | r>Cl | r>Cl | r>Cl | r>Cl | r>Cl | r>Cl | +     | +     | +     | +     | r>Cl  |
        | Merge        |            | d>Cl | d>Cl | d>Cl | d>Cl | +    | +    | +     | +     | +     | +     | d>Cl  |
        | Split        | Closed     | -    | -    | -    | -    | -    | -    | -     | -     | -     | d>~   | -     |
        | Reopen       | Closed     | -    | -    | -    | -    | -    | -    | -     | -     | ds>Ro | dr>Ro | -     |
        """;

    private static readonly Dictionary<string, char> Letters = new()
    {
        ["dispatcher"] = 'd', ["handler"] = 'h', ["rider"] = 'r', ["supervisor"] = 'v', ["system"] = 's',
    };

    /// <summary>Every cell of status × action × role: 11 × 16 × 5.</summary>
    [Fact]
    public void Decide_ForEveryStateActionAndRole_IsAsWrittenDown()
    {
        var rows = Expected.Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        var states = Enum.GetValues<CaseStatus>();
        var words = states.Zip(rows[0][2..]).ToDictionary(x => x.Second, x => x.First.ToString());
        (words["?"], words["!"], words["~"]) = ("OutcomeNotAllowed", "TooEarly", "NotMerged");
        Assert.Equal(Enum.GetNames<CaseAction>().Order(), rows.Skip(1).Select(r => r[0]).Order());
        var wrong = new List<string>();
        foreach (var row in rows.Skip(1))
        {
            var action = Enum.Parse<CaseAction>(row[0]);
            var mayEver = string.Concat(row.Where(c => c.Contains('>')).Select(c => c.Split('>')[0]));
            foreach (var (status, cell) in states.Zip(row[2..]))
            {
                foreach (var (role, letter) in Letters)
                {
                    var parts = cell.Split('>');
                    var (may, outcome) = parts.Length == 2 ? (parts[0].Contains(letter), words[parts[1]])
                        : (true, cell == "+" ? $"Already{status}" : $"Not{row[1]}");
                    var expected = may && (letter == 's' || mayEver.Contains(letter)) ? outcome : "NotYourRole";
                    var decision = Table.Decide(
                        new CaseFacts(status, 3, Now, 0), Try(action, 3) with { Roles = [role] }, Now);
                    var actual = decision.Line?.To.ToString() ?? decision.Refused;
                    wrong.AddRange(actual == expected ? []
                        : [$"{status} × {action} × {role}: {actual}, not {expected}"]);
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Reopen_OfAClosedCase_IsOpenForThirtyDays()
    {
        var facts = new CaseFacts(CaseStatus.Closed, 3, Now, 0);
        Assert.NotNull(Table.Decide(facts, Try(CaseAction.Reopen, 3), Now.AddDays(30).AddTicks(-1)).Line);
        Assert.Equal("TooLate", Table.Decide(facts, Try(CaseAction.Reopen, 3), Now.AddDays(30)).Refused);
    }

    [Fact]
    public void Decide_WithAnOldVersion_IsStale() =>
        Assert.Equal(
            "Stale",
            Table.Decide(new CaseFacts(CaseStatus.Dispatched, 4, Now, 0), Try(CaseAction.Accept, 3), Now).Refused);

    [Fact]
    public void Decide_WhenAlreadyAcceptedByAnother_SaysSoRatherThanStale() =>
        Assert.Equal(
            "AlreadyAccepted",
            Table.Decide(new CaseFacts(CaseStatus.Accepted, 4, Now, 0), Try(CaseAction.Accept, 3), Now).Refused);

    [Fact]
    public void Return_AThirdTime_IsRefused()
    {
        Assert.NotNull(
            Table.Decide(new CaseFacts(CaseStatus.Dispatched, 3, Now, 1), Try(CaseAction.Return, 3), Now).Line);
        Assert.Equal(
            "TooManyReturns",
            Table.Decide(new CaseFacts(CaseStatus.Dispatched, 3, Now, 2), Try(CaseAction.Return, 3), Now).Refused);
    }

    [Fact]
    public void Close_WithoutCallback_IsOpenAfterThreeDays()
    {
        var facts = new CaseFacts(CaseStatus.Resolved, 3, Now, 0);
        Assert.Equal("TooEarly", Table.Decide(facts, Try(CaseAction.Close, 3), Now.AddHours(71.9)).Refused);
        Assert.NotNull(Table.Decide(facts, Try(CaseAction.Close, 3), Now.AddHours(72)).Line);
    }

    [Fact]
    public void Decide_WithoutTheRole_IsRefused() => Assert.Equal("NotYourRole", Table.Decide(
        new CaseFacts(CaseStatus.Dispatched, 3, Now, 0), Try(CaseAction.Accept, 3) with { Roles = ["dispatcher"] },
            Now).Refused);

    [Fact]
    public void Resolve_WithoutEvidence_NamesWhatIsMissing()
    {
        var decision =
            Table.Decide(
            new CaseFacts(CaseStatus.Accepted, 3, Now, 0), Try(CaseAction.Resolve, 3) with { Given = ["note"] }, Now);
        Assert.Equal("MissingFields", decision.Refused);
        Assert.Equal(["evidence"], decision.Missing);
    }

    [Theory]
    [InlineData("[]", "never reached")]
    [InlineData("""[{"from":"Registered","action":"Fly","to":"Closed","who":["rider"]}]""", "cannot be read")]
    [InlineData("""[{ACCEPT,"colour":"red"}]""", "cannot be read")]
    [InlineData("""[{"from":"Registered","action":"Accept","to":"Accepted","who":["king"]}]""", "who must name roles")]
    [InlineData("""[{ACCEPT,"requires":["luck"]}]""", "requires may name")]
    [InlineData("""[{ACCEPT,"unit":"Set"}]""", "requires unitId")]
    [InlineData("""[{ACCEPT,"atMost":0}]""", "atMost is 1 or more")]
    [InlineData("""[{ACCEPT,"withinHours":0}]""", "withinHours more than waitHours")]
    [InlineData("""[{"from":"Registered","action":"Close","to":"Closed","who":["rider"]}]""", "Close needs them")]
    [InlineData("[{ACCEPT},{ACCEPT}]", "stands 2 times")]
    [InlineData("[{ACCEPT}]", "From Accepted no way leads to Closed")]
    public void Load_OfABrokenTable_SaysWhatIsWrong(string json, string expected)
    {
        json = json.Replace("ACCEPT", Accept, StringComparison.Ordinal);
        var refused = Assert.Throws<InvalidDataException>(() => TransitionTable.Load(json));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static Attempt Try(CaseAction action, int version) => new(
        action, version, TransitionTable.KnownRoles, TransitionTable.KnownFields, action == CaseAction.Close
            ? CaseOutcome.Solved : null);
}
