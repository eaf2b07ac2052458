namespace RiderPlatform.Grievances.Domain;

/// <summary>What the institute found.</summary>
public enum LabResult
{
    Passed,
    Failed,

    /// <summary>Spoilt, too little, or not something that it can test.</summary>
    NotTestable,
}

/// <summary>Samples of a food-safety case that go to an inspection institute (送检).</summary>
public static class LabRules
{
    /// <summary>Longer than any standard test takes; a case shall not be parked at an institute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Nobody tests within the hour.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    private const string Food = "food";

    public static bool IsFood(string category) =>
        category == Food || category.StartsWith(Food + ".", StringComparison.Ordinal);

    /// <summary>
    /// The whole hours of a referral's clock: an institute has a day and an hour, not a unit's hours.
    /// </summary>
    public static int Hours(DateTimeOffset sentAt, DateTimeOffset dueAt) =>
        Math.Max(1, (int)Math.Ceiling((dueAt - sentAt).TotalHours));

    public static Wording Name(CoTaskState state) => state switch
    {
        CoTaskState.Open => new("样品送检", "A sample was sent to be tested"),
        CoTaskState.Accepted => new("检验机构已收样", "The institute has the sample"),
        CoTaskState.Done => new("检验结果", "Result of the test"),
        CoTaskState.Declined => new("检验机构不收", "The institute did not take the sample"),
        _ => new("撤回送检", "The sample was withdrawn"),
    };

    public static Wording Name(LabResult result) => result switch
    {
        LabResult.Passed => new("合格", "passed"),
        LabResult.Failed => new("不合格", "failed"),
        _ => new("无法检验", "not testable"),
    };
}
