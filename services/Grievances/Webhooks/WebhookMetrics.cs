using System.Diagnostics.Metrics;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>What operations watch: alarm on the age, and on every endpoint that was disabled.</summary>
public sealed class WebhookMetrics
{
    public const string MeterName = "RiderPlatform.Webhooks";
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _disabled;
    private readonly Histogram<double> _lag;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _delivered = meter.CreateCounter<long>("riderplatform.webhooks.delivered", "{event}", "Events taken over.");
        _failed = meter.CreateCounter<long>("riderplatform.webhooks.failed", "{attempt}", "Attempts without a 2xx.");
        _disabled = meter.CreateCounter<long>("riderplatform.webhooks.disabled", "{endpoint}", "Endpoints given up.");
        _lag = meter.CreateHistogram<double>("riderplatform.webhooks.lag", "s", "From the event to its delivery.");
        meter.CreateObservableGauge("riderplatform.webhooks.waiting", () =>
            Seen.Waiting, "{event}", "Events not yet delivered to endpoints that are neither paused nor disabled.");
        meter.CreateObservableGauge("riderplatform.webhooks.age", () =>
            Seen.AgeSeconds, "s", "Age of the oldest of these.");
    }

    public (long Waiting, double AgeSeconds) Seen { get; set; }

    public void Delivered(TimeSpan lag)
    {
        _delivered.Add(1);
        _lag.Record(lag.TotalSeconds);
    }

    public void Failed(Attempt attempt) => _failed.Add(
        1, new KeyValuePair<string, object?>("reason", attempt.Error ?? $"{attempt.Status / 100}xx"));

    public void Disabled() => _disabled.Add(1);
}
