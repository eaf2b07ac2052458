namespace RiderPlatform.Console.Api;

/// <summary>Samples that institutes test (送检).</summary>
public static class Lab
{
    /// <param name="State">Open, Accepted, Done, Declined or Cancelled.</param>
    /// <param name="Result">Passed, Failed or NotTestable; null before it is reported.</param>
    public sealed record Sample(
        Guid Id, string Number, [property: System.Text.Json.Serialization.JsonPropertyName("sample")] string What,
        string Text, DateTimeOffset TakenAt, string TakenBy, Cases.Unit? Sender, Cases.Unit Institute, bool Mandatory,
        string State, DateTimeOffset DueAt, long? RemainingMinutes, string? Result, Cases.Wording? ResultName,
        string? Figures, string? Note, IReadOnlyList<ReportPage> Pages)
    {
        public bool IsOpen => State is "Open" or "Accepted";

        public bool IsLate => RemainingMinutes < 0;

        public string Tone => IsLate || Result == "Failed" ? "late"
            : IsOpen ? "wait" : Result == "Passed" ? "good" : "off";
    }

    public sealed record ReportPage(Guid Id);
}
