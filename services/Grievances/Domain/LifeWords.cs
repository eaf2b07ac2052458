namespace RiderPlatform.Grievances.Domain;

/// <summary>The answers that a step takes, in words.</summary>
public static class LifeWords
{
    public static Wording Of(ReturnReason reason) => reason switch
    {
        ReturnReason.NotOurDuty => new("职责不符", "not our duty"),
        ReturnReason.NotOurArea => new("不在辖区", "not in our area"),
        ReturnReason.OthersFirst => new("须其他单位先行", "others must act first"),
        _ => new("信息不全", "not enough information"),
    };

    public static Wording Of(Solved? solved) => solved switch
    {
        Solved.Solved => new("已解决", "solved"),
        Solved.Partly => new("部分解决", "partly solved"),
        _ => new("没有解决", "not solved"),
    };

    public static Wording Of(Satisfaction? satisfaction) => satisfaction switch
    {
        Satisfaction.Satisfied => new("满意", "satisfied"),
        Satisfaction.Fair => new("基本满意", "fair"),
        _ => new("不满意", "not satisfied"),
    };
}
