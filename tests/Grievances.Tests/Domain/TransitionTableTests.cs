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
    /// dispatcher, handler, rider, supervisor and the platform itself; a word alone is the refusal.
    /// </summary>
    private const string Expected = """
        |              | Registered        | Triaged           | Dispatched      | Returned          | Accepted          | InProgress        | Resolved        | Verified        | CalledBack         | Closed        | Reopened          |
        | Triage       | d Triaged         | d Triaged         | d Dispatched    | d Triaged         | d Accepted        | d InProgress      | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | d Triaged         |
        | Dispatch     | d Dispatched      | d Dispatched      | d Dispatched    | d Dispatched      | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | ds Dispatched     |
        | Accept       | NotDispatched     | NotDispatched     | h Accepted      | NotDispatched     | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotDispatched     |
        | Return       | NotDispatched     | NotDispatched     | h Returned      | NotDispatched     | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotDispatched     |
        | RefuseReturn | NotReturned       | NotReturned       | AlreadyDispatched | d Dispatched    | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotReturned       |
        | Start        | NotAccepted       | NotAccepted       | NotAccepted     | NotAccepted       | h InProgress      | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotAccepted       |
        | Resolve      | NotAccepted       | NotAccepted       | NotAccepted     | NotAccepted       | h Resolved        | h Resolved        | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotAccepted       |
        | Verify       | NotResolved       | NotResolved       | NotResolved     | NotResolved       | NotResolved       | NotResolved       | ds Verified     | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | NotResolved       |
        | Refute       | NotResolved       | NotResolved       | NotResolved     | NotResolved       | NotResolved       | NotResolved       | ds Reopened     | d Reopened      | AlreadyCalledBack  | AlreadyClosed | NotResolved       |
        | CallBack     | NotResolved       | NotResolved       | NotResolved     | NotResolved       | NotResolved       | NotResolved       | rd CalledBack   | rd CalledBack   | AlreadyCalledBack  | AlreadyClosed | NotResolved       |
        | Close        | d OutcomeNotAllowed | d OutcomeNotAllowed | NotCalledBack | d OutcomeNotAllowed | NotCalledBack | NotCalledBack     | ds TooEarly     | ds TooEarly     | d Closed           | AlreadyClosed | d OutcomeNotAllowed |
        | Reject       | d Closed          | d Closed          | AlreadyDispatched | d Closed        | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | d Closed          |
        | Withdraw     | r Closed          | r Closed          | r Closed        | r Closed          | r Closed          | r Closed          | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | r Closed          |
        | Merge        | d Closed          | d Closed          | d Closed        | d Closed          | AlreadyAccepted   | AlreadyInProgress | AlreadyResolved | AlreadyVerified | AlreadyCalledBack  | AlreadyClosed | d Closed          |
        | Split        | NotClosed         | NotClosed         | NotClosed       | NotClosed         | NotClosed         | NotClosed         | NotClosed       | NotClosed       | NotClosed          | d NotMerged   | NotClosed         |
        | Reopen       | NotClosed         | NotClosed         | NotClosed       | NotClosed         | NotClosed         | NotClosed         | NotClosed       | NotClosed       | ds Reopened        | dr Reopened   | NotClosed         |
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
        Assert.Equal(Enum.GetNames<CaseStatus>(), rows[0][1..]);
        Assert.Equal(Enum.GetNames<CaseAction>().Order(), rows.Skip(1).Select(r => r[0]).Order());
        var wrong = new List<string>();
        foreach (var row in rows.Skip(1))
        {
            var action = Enum.Parse<CaseAction>(row[0]);
            var mayEver = string.Concat(row.Skip(1).Select(c => c.Split(' ')).Where(c => c.Length == 2).Select(c => c[0]));
            foreach (var (status, cell) in Enum.GetValues<CaseStatus>().Zip(row.Skip(1)))
            {
                foreach (var (role, letter) in Letters)
                {
                    var parts = cell.Split(' ');
                    var (may, outcome) = parts.Length == 2 ? (parts[0].Contains(letter), parts[1]) : (true, parts[0]);
                    var expected = may && (letter == 's' || mayEver.Contains(letter)) ? outcome : "NotYourRole";
                    var decision = Table.Decide(
                        new CaseFacts(status, 3, Now, 0), Try(action, 3) with { Roles = [role] }, Now);
                    var actual = decision.Line?.To.ToString() ?? decision.Refused;
                    wrong.AddRange(actual == expected ? [] : [$"{status} × {action} × {role}: {actual}, not {expected}"]);
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
