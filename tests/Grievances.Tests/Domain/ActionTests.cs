using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

/// <summary>What a case page offers is what the steps would do: no second set of rules.</summary>
public sealed class ActionTests
{
    private static readonly TransitionTable Table = TransitionTable.Standard();
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly string[] Held = ["NotYourRole", "TooEarly", "TooManyReturns"];

    [Fact]
    public void Allowed_JustWhenSomeStepIsNotRefusedForStateRoleWaitOrCount()
    {
        var tries = from status in Gen.Elements(Enum.GetValues<CaseStatus>())
                    from action in Gen.Elements(Enum.GetValues<CaseAction>())
                    from roles in Gen.SubListOf<string>([.. TransitionTable.KnownRoles])
                    from done in Gen.Choose(0, 3)
                    from hours in Gen.Elements(0, 71, 72, 100)
                    select (status, action, roles: roles.ToArray(), done, hours);
        Prop.ForAll(tries.ToArbitrary(), t =>
        {
            var facts = new CaseFacts(t.status, 4, Now.AddHours(-t.hours), t.done);
            var offered = Table.Consider(facts, t.action, t.roles, Now);
            var steps = Enum.GetValues<CaseOutcome>().Select(o => Table.Decide(
                facts, new Attempt(t.action, 4, t.roles, TransitionTable.KnownFields, o), Now)).ToList();
            var empty = Table.Decide(facts, new Attempt(t.action, 3, t.roles, []), Now);
            return offered.Refused is { } refused
                ? steps.TrueForAll(s => s.Line is null) && steps.Exists(s => s.Refused == refused)
                : steps.Exists(s => s.Line == offered.Line) && empty.Refused == "Stale"
                    && !steps.Exists(s => Held.Contains(s.Refused));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Why_SaysSomethingOfItsOwnForEveryRefusal()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
        {
            foreach (var action in Enum.GetValues<CaseAction>())
            {
                var facts = new CaseFacts(status, 3, Now, 2);
                if (Table.Consider(facts, action, TransitionTable.KnownRoles, Now).Refused is { } refused)
                {
                    var why = ActionWords.Why(refused, action, Table.WhoMay(action), Now.AddHours(72));
                    Assert.Contains(ActionWords.Verb(action).Zh, why.Zh, StringComparison.Ordinal);
                    Assert.Contains(ActionWords.Verb(action).En, why.En, StringComparison.OrdinalIgnoreCase);
                }
            }
        }

        Assert.Equal("等待承办单位接单后才能办结。",
            ActionWords.Why("NotAccepted", CaseAction.Resolve, ["handler"], null).Zh);
        Assert.Contains("2026-11-25 09:00", ActionWords.Why(
            "TooEarly", CaseAction.Close, ["dispatcher"], Now.AddHours(72)).Zh, StringComparison.Ordinal);
    }
}
