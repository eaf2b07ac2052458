namespace RiderPlatform.Grievances.Domain;

/// <summary>The names of a <see cref="RoutingDecision"/>, said to a person.</summary>
public static class RoutingWords
{
    public static Wording Rule(string rule) => rule switch
    {
        "SpecificDuty" => new(
            "按职责分工派单：有单位专门负责这类事项。", "By duty: a unit answers for just this kind of matter."),
        "DefaultOwner" => new(
            "没有单位专门负责这类事项，由本地兜底单位办理。",
            "Nobody answers for this kind of matter in particular, so it goes to the default owner of the place."),
        "NamedPlatform" => new(
            "申诉人指定的平台企业，由其答复。", "The platform that the appeal names: it has to answer."),
        _ => new(
            "没有单位负责这类事项，须由派单员指定。", "Nobody answers for this matter here: a dispatcher must decide."),
    };

    /// <summary>Why the candidate stands where it stands; compared with the one before it.</summary>
    public static Wording Reason(string reason) => reason switch
    {
        "Chosen" => new("首选：最具体的职责。", "First choice: the most specific duty."),
        "DefaultOwner" => new(
            "兜底单位，排在专门负责的单位之后。", "A default owner stands behind whoever has the named duty."),
        "WiderRegion" => new("负责的区域更大，排在更近的单位之后。", "Answers for a wider region than the one before."),
        "WiderCategory" => new("负责的类别更宽，排在更专门的单位之后。", "Answers for a wider category than the one before."),
        "LowerLevel" => new(
            "同样职责，排在专管更重案件的单位之后。", "The same duty, behind who has it for graver cases alone."),
        Candidate.BelowLevel => new(
            "未列入：案件级别低于该职责的最低级别。", "Left out: the case is below the level that the duty begins at."),
        "LowerPriority" => new("同样职责，优先级较低。", "The same duty with a lower priority."),
        _ => new("条件完全相同，按编号排序。", "Equal in everything; the order of ids decides."),
    };
}
