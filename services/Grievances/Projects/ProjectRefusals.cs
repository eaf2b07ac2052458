using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Projects;

/// <summary>Why a step of a project is refused: named, and with what to do instead.</summary>
internal static class ProjectRefusals
{
    public static readonly Refusal ItemsOpen = new(409, "ItemsOpen",
        "还有未完成的任务，不能结项。", "Items are not done yet; the project cannot be closed.");

    public static readonly Refusal NoOutcome = new(409, "NoOutcome",
        "请先登记成果（整改、政策或投入），再结项。", "Record an outcome first: a fix, a policy or an investment.");

    public static readonly Refusal ItemDone = new(409, "ItemDone", "该任务已完成。", "The item is done already.");

    public static readonly Refusal CaseTaken = new(409, "CaseInProject",
        "其中有案件已属于另一项目，请先从那里移出或合并项目。",
        "One of the cases is part of another project: take it out there, or merge the projects.");

    public static readonly Refusal MergeTarget = new(409, "MergeTargetNotOpen",
        "目标项目不是提出或办理中的项目。", "The other project is neither proposed nor running.");

    public static Refusal WrongStatus(ProjectStatus status)
    {
        var words = ProjectWords.Of(status);
        return new(409, $"Project{status}", $"项目当前为“{words.Zh}”，不能执行此操作。",
            $"The project is \"{words.En}\": this cannot be done with it now.");
    }
}
