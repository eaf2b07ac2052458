using System.Diagnostics;
using OpenTelemetry.Trace;

namespace RiderPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Follows the caller's decision, and records everything that has no caller; but never a health probe, which would be
/// nine tenths of a quiet night's traces, and what a probe does (its database query) goes with it.
/// </summary>
internal sealed class ProbeSampler : Sampler
{
    private readonly ParentBasedSampler _others = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Server && IsProbe(samplingParameters.Tags)
            ? new SamplingResult(SamplingDecision.Drop)
            : _others.ShouldSample(samplingParameters);

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags) =>
        tags?.FirstOrDefault(t => t.Key == "url.path").Value is "/health" or "/alive";
}
