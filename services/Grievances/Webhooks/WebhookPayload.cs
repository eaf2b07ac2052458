using System.Text.Json;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// What a receiver is sent: <c>{type, timestamp, data}</c>, thin. Which case, where it stands, where to read it: the
/// rest is asked for under the receiver's own rights, and nothing about a rider leaves this way. Made of what never
/// changes, so that every attempt has the same bytes.
/// </summary>
public static class WebhookPayload
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="Version">The case's version after the event: what is older than the last one seen is late.</param>
    /// <param name="Status">The case's status after the event.</param>
    /// <param name="UnitId">The subscription's unit.</param>
    public sealed record CaseData(Guid CaseId, string Number, int Version, string? Status, Guid UnitId, string Href);

    /// <summary>
    /// Of a call on duty: whom it is for is an account, never a name or a number to ring, which the unit knows itself.
    /// </summary>
    /// <param name="Position">1 for who was called first.</param>
    /// <param name="AnswerBy">When the next is called, unless this one acknowledges.</param>
    public sealed record DutyData(
        Guid CaseId, string Number, int Version, string? Status, Guid UnitId, string Href, Guid AccountId,
        int Position, DateTimeOffset AnswerBy);

    public sealed record TestData(Guid WebhookId, Guid UnitId);

    public sealed record Message(string Type, DateTimeOffset Timestamp, object Data);

    public static byte[] Of(DueDelivery due) => JsonSerializer.SerializeToUtf8Bytes(MessageOf(due), Json);

    public static Message MessageOf(DueDelivery due) =>
        new(due.Type, due.OccurredAt.ToUniversalTime(), (due.Case, due.Duty) switch
        {
            (null, _) => new TestData(due.SubscriptionId, due.UnitId),
            ({ } c, null) => new CaseData(c.Id, c.Number, c.Version, c.Status, due.UnitId, HrefOf(c)),
            ({ } c, { } d) => new DutyData(c.Id, c.Number, c.Version, c.Status, due.UnitId, HrefOf(c), d.AccountId,
                d.Position, d.AnswerBy.ToUniversalTime()),
        });

    private static string HrefOf(DueDelivery.OfCase c) => $"/api/v1/cases/{c.Id}";
}
