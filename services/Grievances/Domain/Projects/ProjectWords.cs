namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>A project's status and steps in people's words.</summary>
public static class ProjectWords
{
    private static readonly Dictionary<string, Wording> Steps = new()
    {
        ["Proposed"] = new("提出治理项目", "Proposed"),
        ["Refreshed"] = new("每周分析更新", "Brought up to date by the weekly analysis"),
        ["Adopted"] = new("联席会议立项", "Adopted by the joint meeting"),
        ["Merged"] = new("并入另一项目", "Merged into another project"),
        ["Absorbed"] = new("并入了另一项目的案件", "Took in another project"),
        ["Dropped"] = new("联席会议不予立项", "Dropped by the joint meeting"),
        ["ItemAdded"] = new("新增任务", "An item was added"),
        ["ItemDone"] = new("任务完成", "An item is done"),
        ["OutcomeRecorded"] = new("登记成果", "An outcome was recorded"),
        ["Closed"] = new("结项", "Closed"),
        ["Held"] = new("复查：未反弹", "Recurrence check: it holds"),
        ["Reopened"] = new("复查：问题反弹，自动重新立项", "Recurrence check: it came back, reopened"),
        ["CasesAdded"] = new("加入案件", "Cases were added"),
        ["CasesRemoved"] = new("移出案件", "Cases were removed"),
    };

    public static Wording Of(string step) => Steps.GetValueOrDefault(step) ?? new(step, step);

    public static Wording Of(ProjectStatus status) => status switch
    {
        ProjectStatus.Proposed => new("待联席会议", "Proposed"),
        ProjectStatus.Adopted => new("办理中", "Running"),
        ProjectStatus.Closed => new("已结项，待复查", "Closed, to be checked"),
        ProjectStatus.Held => new("已结项，未反弹", "Closed, holds"),
        ProjectStatus.Dropped => new("不予立项", "Dropped"),
        _ => new("已并入", "Merged"),
    };
}
