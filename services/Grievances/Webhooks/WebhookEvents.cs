using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// The types of events: <c>case.</c> and the past of the step in lower case, as the trigger writes them, so that a step
/// added later has its type without a change here. Calls on duty are <c>duty.called</c>, <c>duty.acknowledged</c> and
/// <c>duty.missed</c>.
/// </summary>
public static class WebhookEvents
{
    public const string Test = "webhook.test";

    /// <summary>Told to the unit that has lost the case; what becomes of it afterwards is another's.</summary>
    public const string Reassigned = "case.reassigned";

    private const int Most = 50;

    public static Invalid Wrong(IReadOnlyList<string>? events) => new Invalid().When(
        events is not null && (events.Count is 0 or > Most || !events.All(IsType)), "events",
        "填写事件类型（如 case.dispatched、duty.called），不填表示全部。", "Types such as case.dispatched; leave it out for all.");

    public static string[]? Distinct(IReadOnlyList<string>? events) =>
        events is null ? null : [.. events.Distinct().Order(StringComparer.Ordinal)];

    private static bool IsType(string type) => type is { Length: > 5 and <= 60 }
        && (type.StartsWith("case.", StringComparison.Ordinal) || type.StartsWith("duty.", StringComparison.Ordinal))
        && type.Skip(5).All(c => char.IsAsciiLetterLower(c) || c == '_');
}
