using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>
/// The schema of CAP 1.2 (OASIS, 1 July 2010) as a table: every element in its order, how often it may stand, and what
/// may stand in it.
/// </summary>
/// <param name="Value">What is wrong with the text; null where it is made of <paramref name="Parts"/>.</param>
internal sealed record CapForm(
    string Name, int Least, int Most, Func<string, Wording?>? Value = null, CapForm[]? Parts = null)
{
    private const int Many = 1000;

    private static readonly CapForm[] Pair = [One("valueName", CapValues.Filled), One("value", CapValues.Text)];

    private static readonly CapForm[] Resource =
    [
        One("resourceDesc", CapValues.Text), One("mimeType", CapValues.Filled), Maybe("size", CapValues.Size),
        Maybe("uri", CapValues.Link), Maybe("derefUri", CapValues.Text), Maybe("digest", CapValues.Text),
    ];

    private static readonly CapForm[] Area =
    [
        One("areaDesc", CapValues.Filled), Any("polygon", CapValues.Polygon), Any("circle", CapValues.Circle),
        new("geocode", 0, Many, Parts: Pair), Maybe("altitude", CapValues.Number), Maybe("ceiling", CapValues.Number),
    ];

    private static readonly CapForm[] Info =
    [
        Maybe("language", CapValues.Language),
        new("category", 1, Many, CapValues.OneOf(
            "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE",
            "Other")),
        One("event", CapValues.Filled),
        Any("responseType", CapValues.OneOf(
            "Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")),
        One("urgency", CapValues.OneOf("Immediate", "Expected", "Future", "Past", "Unknown")),
        One("severity", CapValues.OneOf("Extreme", "Severe", "Moderate", "Minor", "Unknown")),
        One("certainty", CapValues.OneOf("Observed", "Likely", "Possible", "Unlikely", "Unknown")),
        Maybe("audience", CapValues.Text), new("eventCode", 0, Many, Parts: Pair),
        Maybe("effective", CapValues.Moment), Maybe("onset", CapValues.Moment), Maybe("expires", CapValues.Moment),
        Maybe("senderName", CapValues.Text), Maybe("headline", CapValues.Text), Maybe("description", CapValues.Text),
        Maybe("instruction", CapValues.Text), Maybe("web", CapValues.Link), Maybe("contact", CapValues.Text),
        new("parameter", 0, Many, Parts: Pair), new("resource", 0, Many, Parts: Resource),
        new("area", 0, Many, Parts: Area),
    ];

    public static readonly CapForm Alert = new("alert", 1, 1, Parts:
    [
        One("identifier", CapValues.Name), One("sender", CapValues.Name), One("sent", CapValues.Moment),
        One("status", CapValues.OneOf("Actual", "Exercise", "System", "Test", "Draft")),
        One("msgType", CapValues.OneOf("Alert", "Update", "Cancel", "Ack", "Error")), Maybe("source", CapValues.Text),
        One("scope", CapValues.OneOf("Public", "Restricted", "Private")), Maybe("restriction", CapValues.Text),
        Maybe("addresses", CapValues.Text), Any("code", CapValues.Text), Maybe("note", CapValues.Text),
        Maybe("references", CapValues.References), Maybe("incidents", CapValues.Text),
        new("info", 0, Many, Parts: Info),
    ]);

    private static CapForm One(string name, Func<string, Wording?> value) => new(name, 1, 1, value);

    private static CapForm Maybe(string name, Func<string, Wording?> value) => new(name, 0, 1, value);

    private static CapForm Any(string name, Func<string, Wording?> value) => new(name, 0, Many, value);
}
