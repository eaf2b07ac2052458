namespace RiderPlatform.Bench.Load;

/// <summary>Every single latency in milliseconds, sorted: nothing is sampled and nothing left out.</summary>
internal sealed class Latencies
{
    private readonly double[] _sorted;

    public Latencies(IEnumerable<double> milliseconds)
    {
        _sorted = [.. milliseconds];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    /// <summary>The smallest latency that <paramref name="part"/> of all do not exceed.</summary>
    public double At(double part) => _sorted[Math.Max(0, (int)Math.Ceiling(part * _sorted.Length) - 1)];

    public Latencies And(Latencies other) => new(_sorted.Concat(other._sorted));
}
