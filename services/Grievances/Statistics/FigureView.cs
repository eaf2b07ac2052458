using System.Globalization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>A number and the query string of <c>GET /api/v1/cases</c> that shows just these cases.</summary>
public sealed record Counted(int Count, string List);

/// <summary>A rate as what it is made of; denominator and excluded together are all registered cases.</summary>
public sealed record RateView(Counted Numerator, Counted Denominator, Counted Excluded);

/// <summary>Every figure of one set of cases; see <see cref="CaseRate"/> for what each rate is made of.</summary>
public sealed record FigureView(
    Counted Registered, Counted Open, Counted Closed, RateView Response, RateView Acceptance, RateView OnTime,
    RateView Resolution, RateView Satisfaction, RateView Returned, RateView Reopened, RateView FirstDispatch,
    RateView Supervised, RateView Orders, RateView Parked)
{
    internal static FigureView Of(Tally tally, ListQuery list)
    {
        Counted Number(CaseFigure figure) => new(tally[figure], list.With("figure", figure.ToString()).ToString());
        RateView Rate(string name)
        {
            var rate = CaseRate.All.Single(r => r.Name == name);
            return new(Number(rate.Numerator), Number(rate.Denominator), Number(rate.Excluded));
        }

        return new(
            Number(CaseFigure.Registered), Number(CaseFigure.Open), Number(CaseFigure.Closed), Rate("response"),
            Rate("acceptance"), Rate("onTime"), Rate("resolution"), Rate("satisfaction"), Rate("returned"),
            Rate("reopened"), Rate("firstDispatch"), Rate("supervised"), Rate("orders"), Rate("parked"));
    }
}

/// <summary>How a period differs from the one before it.</summary>
/// <param name="Rates">By the rate's name: the difference of the two shares, 0.05 is five points more; null where one
/// of them has no denominator.</param>
/// <param name="Partial">One of the two is not whole: it is cut by the interval, or not over yet.</param>
public sealed record ChangeView(
    int Registered, int Open, int Closed, IReadOnlyDictionary<string, double?> Rates, bool Partial)
{
    private const int Decimals = 4;

    internal static ChangeView Of(Tally before, Tally now, bool partial)
    {
        int By(CaseFigure figure) => now[figure] - before[figure];
        static double? Share(Tally tally, CaseRate rate) =>
            tally[rate.Denominator] == 0 ? null : (double)tally[rate.Numerator] / tally[rate.Denominator];
        return new(
            By(CaseFigure.Registered), By(CaseFigure.Open), By(CaseFigure.Closed),
            CaseRate.All.ToDictionary(r => r.Name, r => Share(now, r) - Share(before, r) is { } by
                ? Math.Round(by, Decimals) : (double?)null), partial);
    }
}

/// <summary>A query string of the list, grown filter by filter; a filter set again is replaced.</summary>
internal sealed record ListQuery(IReadOnlyList<(string Name, string Value)> Filters)
{
    public ListQuery With(string name, string? value) => string.IsNullOrEmpty(value) ? this
        : new([.. Filters.Where(f => f.Name != name), (name, value)]);

    public ListQuery With(string name, DateTimeOffset moment) => With(
        name, moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));

    public override string ToString() =>
        string.Join('&', Filters.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
}
