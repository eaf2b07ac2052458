using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Rules;

internal static class RuleRoutes
{
    private static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly RuleContent Content = new()
    {
        Lines =
        [
            new RuleLine { Id = "major", Event = RuleBook.SolvedCase, Severity = "Major", Points = 40, PerDay = 80 },
            new RuleLine { Id = "clue", Event = RuleBook.SolvedCase, Points = 10, CoolingMinutes = 5 },
            new RuleLine { Id = "demand", Event = RuleBook.VerifiedDemand },
        ],
        Caps = [new RuleCap(RuleBook.SolvedCase, 100, 400)],
        Weights = [new RuleWeight(RuleWeight.Member, 120)],
        ValidMonths = 24,
    };

    private static readonly RuleSetView Draft = new(
        Guid.Parse("0199d1c0-0000-7000-8000-000000000021"), "2027 年积分规则", RuleSetStatus.Draft, null, Start, false,
        Content, 1, true, Start.AddDays(-30), null);

    private static readonly RuleSetView Published = Draft with
    {
        Status = RuleSetStatus.Published, Version = 2, Revision = 2, Mine = false, PublishedAt = Start.AddDays(-20),
    };

    public static void MapRuleRoutes(this RouteGroupBuilder points)
    {
        points.MapGet("/rules", ListRuleSets.HandleAsync)
            .WithName("ListRuleSets")
            .WithSummary("积分规则的各个版本；管理员另见草稿。 Versions of the rules; drafts for administrators.")
            .WithExampleParameter("status", "Published")
            .WithExample(response: new Page<RuleSetView>([Published], 1, 1, 20));
        points.MapGet("/rules/{id:guid}", ListRuleSets.GetAsync)
            .WithName("GetRuleSet").WithSummary("一个版本的积分规则。 One version of the rules.")
            .WithExample(response: Published);
        points.MapPost("/rules", DraftRules.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("DraftRules").WithSummary("起草新的积分规则。 Drafts new rules.")
            .WithExample(new DraftRules.Request(Draft.Title, Start, Content, 0), Draft);
        points.MapPut("/rules/{id:guid}", DraftRules.ChangeAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("ChangeRuleDraft").WithSummary("修改草稿。 Changes a draft.")
            .WithExample(new DraftRules.Request(Draft.Title, Start, Content, 1), Draft with { Revision = 2 });
        points.MapPost("/rules/{id:guid}/discarding", DraftRules.DiscardAsync).ForRoles(Roles.Administrator)
            .Idempotent().WithName("DiscardRuleDraft").WithSummary("作废草稿。 Discards a draft.")
            .WithExample(
                new PublishRules.Request(1), Draft with { Status = RuleSetStatus.Discarded, Revision = 2 });
        points.MapPost("/rules/{id:guid}/publication", PublishRules.HandleAsync).ForRoles(Roles.Administrator)
            .Idempotent().WithName("PublishRules")
            .WithSummary("发布草稿：须由未参与起草的另一人办理，至少提前五分钟。 Publishes a draft; never who wrote in it.")
            .WithExample(new PublishRules.Request(1), Published);
        points.MapGet("/rules/{id:guid}/trial", TryRules.HandleAsync).ForRoles(Roles.Administrator)
            .WithName("TryRules")
            .WithSummary("试算：若按此规则，过去一段时间会发放多少。 Dry run: what these rules would have given for a past period.")
            .WithExampleParameter("from", "2026-10-01").WithExampleParameter("to", "2026-10-31")
            .WithExample(response: Answer);
    }

    private static readonly TryRules.Answer Answer = new(
        new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31), 2, 40, 50,
        [new TryRules.Part(RuleBook.SolvedCase, "510104", 2, 40, 50)], 1, 0,
        [new TryRules.Change(Guid.Parse("0199d1c0-0000-7000-8000-000000000013"), 30, 40)], [],
        [new TryRules.FundEffect(
            Guid.Parse("0199d1c0-0000-7000-8000-000000000014"), "成都市骑手积分专项基金", 100, 99_000_000)]);
}
