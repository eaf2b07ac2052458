using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>What one row of the statistics counts: a number for each <see cref="CaseFigure"/>.</summary>
internal sealed class Tally
{
    private static readonly int Figures = Enum.GetValues<CaseFigure>().Length;

    private readonly int[] _counts = new int[Figures];

    public int this[CaseFigure figure] => figure switch
    {
        CaseFigure.None => 0,
        _ when CaseRate.ComplementOf(figure) is { } rest => _counts[0] - _counts[(int)rest],
        _ => _counts[(int)figure],
    };

    /// <param name="figures">A bit for each figure that each of the cases belongs to.</param>
    public void Add(int figures, int cases)
    {
        _counts[(int)CaseFigure.Registered] += cases;
        for (var i = 0; i < FigureBits.Counted.Length; i++)
        {
            if ((figures & (1 << i)) != 0)
            {
                _counts[(int)FigureBits.Counted[i]] += cases;
            }
        }
    }
}

/// <summary>The figures that are counted; the rest are what these leave over.</summary>
internal static class FigureBits
{
    /// <summary>The case was changed after the moment that it is counted as of.</summary>
    public const int Moved = 1 << 30;

    public static readonly CaseFigure[] Counted = [.. Enum.GetValues<CaseFigure>().Where(f =>
        f is not (CaseFigure.Registered or CaseFigure.None) && CaseRate.ComplementOf(f) is null)];
}

/// <param name="ByUnit">Null: cases that no unit has.</param>
internal sealed record Tallies(
    Tally Total, IReadOnlyDictionary<string, Tally> ByRegion, IReadOnlyDictionary<string, Tally> ByCategory,
    IReadOnlyList<KeyValuePair<Guid?, Tally>> ByUnit, IReadOnlyDictionary<int, Tally> ByPeriod);
