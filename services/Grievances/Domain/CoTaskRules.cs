namespace RiderPlatform.Grievances.Domain;

public enum CoTaskState
{
    Open,
    Accepted,
    Done,

    /// <summary>The unit asked says that it is not theirs.</summary>
    Declined,

    /// <summary>Not needed any more.</summary>
    Cancelled,
}

public enum CoTaskKind
{
    /// <summary>A part of the case: the unit sees all of it.</summary>
    Help,

    /// <summary>A sample to be tested: the institute sees the sample alone.</summary>
    LabReferral,
}

/// <summary>What is done about a co-handler's task; the word is the same in route and table.</summary>
public enum CoTaskAction
{
    Accept,
    Finish,
    Decline,
    Cancel,
}

public static class CoTaskRules
{
    /// <summary>Null where the action is not open in that state.</summary>
    public static CoTaskState? After(CoTaskState state, CoTaskAction action) => (state, action) switch
    {
        (CoTaskState.Open, CoTaskAction.Accept) => CoTaskState.Accepted,
        (CoTaskState.Accepted, CoTaskAction.Finish) => CoTaskState.Done,
        (CoTaskState.Open, CoTaskAction.Decline) => CoTaskState.Declined,
        (CoTaskState.Open or CoTaskState.Accepted, CoTaskAction.Cancel) => CoTaskState.Cancelled,
        _ => null,
    };

    /// <summary>It waits for its unit.</summary>
    public static bool IsOpen(this CoTaskState state) => state is CoTaskState.Open or CoTaskState.Accepted;

    /// <summary>Whether the unit may still see the case that the task belongs to.</summary>
    public static bool ShowsCase(this CoTaskState state) => state.IsOpen() || state == CoTaskState.Done;

    public static Wording Name(CoTaskState state) => state switch
    {
        CoTaskState.Open => new("协办任务下达", "Asked to help"),
        CoTaskState.Accepted => new("协办单位已接", "The co-handler has accepted"),
        CoTaskState.Done => new("协办完成", "The co-handler's part is done"),
        CoTaskState.Declined => new("协办单位不接", "The co-handler declined"),
        _ => new("协办取消", "The co-handler is not needed any more"),
    };
}
