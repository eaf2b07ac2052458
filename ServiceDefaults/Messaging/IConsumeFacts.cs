namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Takes facts in. Called inside an open transaction of the service's DbContext with facts that this consumer has not
/// seen (by message id); whatever it saves commits together with the inbox rows, or not at all. It must still be
/// idempotent by meaning (a natural unique key), must accept old news (compare versions), and must not commit itself.
/// A thrown <see cref="Exception"/> that is not transient sends the facts in one by one; the one that fails alone is
/// parked.
/// </summary>
public interface IConsumeFacts<TFact> where TFact : class
{
    /// <param name="facts">One to a hundred facts in order of arrival, never empty.</param>
    Task ConsumeAsync(IReadOnlyList<TFact> facts, CancellationToken ct);
}
