using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class TransitionTableTests
{
    private static readonly TransitionTable Table = TransitionTable.Standard();
    private const string Accept = """
        "from":"Registered","action":"Accept","to":"Accepted","who":["rider"]
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    /// <summary>What every action leads to in every state, written out a second time by hand.</summary>
    private static readonly Dictionary<CaseAction, string[]> Expected = new()
    {
        // Registered, Dispatched, Returned, Accepted, Resolved, CalledBack, Closed, Reopened
        [CaseAction.Dispatch] =
            ["Dispatched", "Dispatched", "Dispatched", "AlreadyAccepted", "AlreadyResolved", "AlreadyCalledBack",
            "AlreadyClosed", "Dispatched"],
        [CaseAction.Accept] =
            ["NotDispatched", "Accepted", "NotDispatched", "AlreadyAccepted", "AlreadyResolved", "AlreadyCalledBack",
            "AlreadyClosed", "NotDispatched"],
        [CaseAction.Return] =
            ["NotDispatched", "Returned", "NotDispatched", "AlreadyAccepted", "AlreadyResolved", "AlreadyCalledBack",
            "AlreadyClosed", "NotDispatched"],
        [CaseAction.Resolve] =
            ["NotAccepted", "NotAccepted", "NotAccepted", "Resolved", "AlreadyResolved", "AlreadyCalledBack",
            "AlreadyClosed", "NotAccepted"],
        [CaseAction.CallBack] =
            ["NotResolved", "NotResolved", "NotResolved", "NotResolved", "CalledBack", "AlreadyCalledBack",
            "AlreadyClosed", "NotResolved"],
        [CaseAction.Close] =
            ["OutcomeNotAllowed", "NotCalledBack", "OutcomeNotAllowed", "NotCalledBack", "TooEarly", "Closed",
            "AlreadyClosed", "OutcomeNotAllowed"],
        [CaseAction.Merge] =
            ["Closed", "Closed", "Closed", "AlreadyAccepted", "AlreadyResolved", "AlreadyCalledBack", "AlreadyClosed",
            "Closed"],
        [CaseAction.Split] =
            ["NotClosed", "NotClosed", "NotClosed", "NotClosed", "NotClosed", "NotClosed", "NotMerged", "NotClosed"],
        [CaseAction.Reopen] =
            ["NotClosed", "NotClosed", "NotClosed", "NotClosed", "NotClosed", "Reopened", "Reopened", "NotClosed"],
    };

    public static TheoryData<CaseStatus, CaseAction> EveryPair()
    {
        var data = new TheoryData<CaseStatus, CaseAction>();
        foreach (var status in Enum.GetValues<CaseStatus>())
        {
            foreach (var action in Enum.GetValues<CaseAction>())
            {
                data.Add(status, action);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Decide_ForEveryStateAndAction_IsNamed(CaseStatus status, CaseAction action)
    {
        var facts = new CaseFacts(status, 3, Now, 0);
        var decision = Table.Decide(facts, Try(action, 3), Now);
        Assert.Equal(Expected[action][(int)status], decision.Line?.To.ToString() ?? decision.Refused);
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
