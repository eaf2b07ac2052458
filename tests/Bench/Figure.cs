namespace RiderPlatform.Bench;

/// <summary>One line of the table and of the JSON file.</summary>
/// <param name="Reference">What <paramref name="ReferenceValue"/> was measured with, in the same run.</param>
/// <param name="Ratio"><paramref name="Value"/> ÷ <paramref name="ReferenceValue"/>.</param>
/// <param name="Aim">In words; null for a figure that only explains others.</param>
public sealed record Figure(
    string Part, string Name, double Value, string Unit, string? Reference = null, double? ReferenceValue = null,
    double? Ratio = null, string? Aim = null, bool? Met = null)
{
    /// <summary>The same figure beside a reference.</summary>
    public Figure Against(string reference, double value) =>
        this with { Reference = reference, ReferenceValue = value, Ratio = Value / value };

    public Figure AimRatio(double atLeast) => this with { Aim = $"ratio ≥ {atLeast:0.##}", Met = Ratio >= atLeast };

    public Figure AimAtLeast(double value) => this with { Aim = $"≥ {value:#,0}", Met = Value >= value };

    public Figure AimBelow(double value) => this with { Aim = $"< {value:#,0}", Met = Value < value };

    public Figure AimAtMost(double value) => this with { Aim = $"≤ {value:#,0}", Met = Value <= value };
}
