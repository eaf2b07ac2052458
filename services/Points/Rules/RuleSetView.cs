using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.Points.Rules;

/// <param name="Version">Null while it is a draft.</param>
/// <param name="InForce">It decides about what is done now.</param>
/// <param name="Mine">The caller wrote in it, and so cannot publish it.</param>
public sealed record RuleSetView(
    Guid Id, string Title, RuleSetStatus Status, int? Version, DateTimeOffset? EffectiveFrom, bool InForce,
    RuleContent Content, int Revision, bool Mine, DateTimeOffset ChangedAt, DateTimeOffset? PublishedAt)
{
    internal static RuleSetView Of(RuleSetRow row, Guid caller, int? inForce) => new(
        row.Id, row.Title, row.Status, row.Version, row.EffectiveFrom,
        row.Version is not null && row.Version == inForce, RuleJson.ContentOf(row.Content), row.Revision,
        row.Editors.Contains(caller), row.ChangedAt, row.PublishedAt);

    /// <summary>A rule from before there were sets: it has no row of its own, and its id comes from its name.</summary>
    internal static RuleSetView Of(AwardRule rule, int? inForce) => new(
        IdOf(rule), $"线索奖励规则 {rule.Version}", RuleSetStatus.Published, rule.Version, rule.EffectiveFrom,
        rule.Version == inForce, RuleSet.Of(rule).Content, 1, false, rule.EffectiveFrom, rule.EffectiveFrom);

    internal static Guid IdOf(AwardRule rule) => StableId.Of($"rule/{rule.Id}/{rule.Version}");
}
