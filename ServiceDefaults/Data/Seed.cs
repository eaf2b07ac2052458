namespace RiderPlatform.ServiceDefaults.Data;

/// <summary>
/// Rows that the migrate step puts in after the schema: registered in order, each in one transaction, each a no-op when
/// its rows are there. Facts that it publishes through the outbox leave when the service runs.
/// </summary>
public interface ISeed
{
    Task SeedAsync(CancellationToken ct);
}
