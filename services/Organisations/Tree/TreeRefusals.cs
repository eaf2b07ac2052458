using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Organisations.Tree;

internal static class TreeRefusals
{
    public static readonly Refusal NameTaken = new(
        409, "NameTaken",
        "同一上级下已有同名组织，请换一个名称。", "An organisation of this name exists under the same parent. Choose another name.");

    public static readonly Refusal HasChildren = new(
        409, "HasChildren", "还有下级组织，请先撤销或移走下级。", "It still has organisations below it. Dissolve or move those first.");

    public static readonly Refusal CutsOffChildren = new(
        409, "CutsOffChildren", "下级组织的区划不在新的区划之内，请先调整下级。",
        "An organisation below it would lie outside the new region. Change that one first.");

    public static readonly Refusal Dissolved = new(
        409, "Dissolved", "该组织已撤销，不能再修改。", "The organisation is dissolved and can no longer be changed.");

    private static readonly Refusal ItsOwnAncestor = new(
        409, "ItsOwnAncestor",
        "上级不能是该组织自己或它的下级。", "The parent is this organisation itself or lies below it. Choose another parent.");

    private static readonly Refusal OutsideParentRegion = new(
        409, "OutsideParentRegion", "组织的区划必须在上级组织的区划之内。", "The region must lie within the parent's region.");

    private static readonly Refusal ParentDissolved = new(
        409, "ParentDissolved", "上级组织已撤销，请选择其他上级。", "The parent is dissolved. Choose another parent.");

    private static readonly Refusal TooDeep = new(
        409, "TooDeep", $"组织层级不能超过 {Placement.MaxDepth} 级。", $"The tree has at most {Placement.MaxDepth} levels.");

    /// <summary>Null when it fits.</summary>
    public static Refusal? Of(PlacementOutcome outcome) => outcome switch
    {
        PlacementOutcome.Fits => null,
        PlacementOutcome.ItsOwnAncestor => ItsOwnAncestor,
        PlacementOutcome.OutsideParentRegion => OutsideParentRegion,
        PlacementOutcome.ParentDissolved => ParentDissolved,
        PlacementOutcome.TooDeep => TooDeep,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
