using System.Diagnostics.Metrics;

namespace RiderPlatform.Points.Awards;

/// <summary>What operations watch: awards decided, awards that gave nothing, points given.</summary>
public sealed class AwardMetrics
{
    private readonly Counter<long> _decided;
    private readonly Counter<long> _empty;
    private readonly Counter<long> _points;

    public AwardMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("RiderPlatform.Points");
        _decided =
            meter.CreateCounter<long>("riderplatform.awards.decided", "{award}", "Closed cases decided, each once.");
        _empty =
            meter.CreateCounter<long>("riderplatform.awards.empty", "{award}", "Of these, without points: cap, fund.");
        _points = meter.CreateCounter<long>("riderplatform.points.awarded", "{point}", "Points given.");
    }

    public void Posted(long decided, long awarded, long points)
    {
        _decided.Add(decided);
        _empty.Add(decided - awarded);
        _points.Add(points);
    }
}
