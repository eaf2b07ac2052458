namespace RiderPlatform.Grievances.Domain;

/// <summary>What is told of clocks, pauses, reminders and orders.</summary>
public static class SupervisionWords
{
    /// <summary>Why the platform issues an order by itself.</summary>
    public static Wording Reason(ClockKind clock) => clock switch
    {
        ClockKind.Unit =>
            new("承办时限已用去两倍，请说明情况并尽快办结。", "Twice the unit's time has gone: say why, and resolve it."),
        ClockKind.CoTask =>
            new("协办时限已用去两倍，请说明情况并尽快完成。", "Twice the co-handler's time has gone: say why, and do it."),
        _ => new("案件总时限已用去两倍，请说明情况并尽快办结。", "Twice the time of the whole has gone: say why, and see to it."),
    };

    public static Wording Level(ClockKind clock, ClockLevel level)
    {
        var (zh, en) = clock switch
        {
            ClockKind.Unit => ("承办时限", "The unit's time"),
            ClockKind.CoTask => ("协办时限", "The co-handler's time"),
            _ => ("案件总时限", "The time of the whole"),
        };
        return level switch
        {
            ClockLevel.Warn => new($"{zh}已用四分之三，预警。", $"{en} is three quarters gone."),
            ClockLevel.Yellow => new($"{zh}已到，黄牌。", $"{en} is over: yellow."),
            ClockLevel.Red => new($"{zh}超过一半，红牌。", $"{en} is over by half: red."),
            _ => new($"{zh}超过一倍，发出督办单。", $"{en} has gone twice: a supervise order was issued."),
        };
    }

    public static Wording Requested(PauseKind kind, string unit, DateTimeOffset until) => kind == PauseKind.Extension
        ? new($"{unit}申请延期至 {China(until)}。", $"{unit} asks for an extension until {China(until)}.")
        : new($"{unit}申请挂账至 {China(until)}。", $"{unit} asks for parking until {China(until)}.");

    public static Wording Decided(PauseKind kind, bool approved, DateTimeOffset until) => (kind, approved) switch
    {
        (PauseKind.Extension, true) =>
            new($"延期获批，至 {China(until)}。", $"The extension is approved, until {China(until)}."),
        (PauseKind.Parking, true) => new($"挂账获批，至 {China(until)}。", $"The parking is approved, until {China(until)}."),
        (PauseKind.Extension, _) => new("延期未获批准。", "The extension was refused."),
        _ => new("挂账未获批准。", "The parking was refused."),
    };

    public static Wording Reminded(string role) => role == "rider"
        ? new("骑手催办。", "The rider asks to hurry.") : new("派单员催办。", "A dispatcher asks to hurry.");

    public static Wording Ordered(bool bySystem) => bySystem
        ? new("系统发出督办单。", "The platform issued a supervise order.")
        : new("督办人员发出督办单。", "A supervisor issued a supervise order.");

    public static readonly Wording Answered = new("承办单位答复了督办单。", "The supervise order was answered.");

    public static readonly Wording Lifted = new("督办单已解除。", "The supervise order was lifted.");

    internal static string China(DateTimeOffset moment) => $"{moment.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm}";

    /// <summary>Deadlines that were provisional follow the announced year.</summary>
    public static Wording Reckoned(
        int year, int version, (DateTimeOffset Before, DateTimeOffset After) rider,
        (DateTimeOffset? Before, DateTimeOffset? After) unit)
    {
        var (zh, en) = ($"{year} 年日历公布（第 {version} 版），暂定期限重新计算：",
            $"The calendar of {year} is announced (version {version}); provisional deadlines are reckoned anew:");
        foreach (var (nameZh, nameEn, before, after) in new[]
        {
            ("答复期限", "the answer", (DateTimeOffset?)rider.Before, (DateTimeOffset?)rider.After),
                ("办理期限", "the unit", unit.Before, unit.After),
        }.Where(x => x.Item3 != x.Item4))
        {
            (zh, en) = ($"{zh}{nameZh} {Minute(before)} 改为 {Minute(after)}。",
                $"{en} {nameEn} {Minute(before)} becomes {Minute(after)}.");
        }

        return new(zh, en);

        static string Minute(DateTimeOffset? at) => $"{at?.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm}";
    }
}
