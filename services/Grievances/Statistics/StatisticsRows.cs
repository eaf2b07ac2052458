using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using static RiderPlatform.Grievances.Statistics.GetStatistics;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>Tallies as rows with names, lists and changes.</summary>
internal sealed class StatisticsRows(
    FigureQuestion question, Period period, Tallies tallies, RoutingSnapshot snapshot)
{
    private readonly ListQuery _list = question.List;

    public Answer Answer()
    {
        var periods = ByPeriod();
        IReadOnlyList<Row> If(Period one) => one == period ? periods : [];
        return new(
            question.Region, snapshot.Regions.OwnNameOf(question.Region), question.From, question.To, question.Moment,
            period, FigureView.Of(tallies.Total, _list), ByRegion(), ByUnit(), ByCategory(), If(Period.Day),
            If(Period.Week), If(Period.Month));
    }

    private List<Row> ByRegion() => [.. tallies.ByRegion.Select(t => new Row(
        t.Key, snapshot.Regions.OwnNameOf(t.Key) is { } name ? new Wording(name, name) : null,
        FigureView.Of(t.Value, Within(t.Key))))];

    private List<Row> ByCategory() => [.. tallies.ByCategory.Select(t => new Row(
        t.Key, CategoryNames.Of(t.Key, snapshot.Categories), FigureView.Of(t.Value, _list.With("category", t.Key))))];

    private List<Row> ByUnit() => [.. tallies.ByUnit
        .Select(t => (t.Value, Key: t.Key?.ToString() ?? Cases.CaseFilter.NoUnit, Name: NameOf(t.Key)))
        .OrderBy(t => t.Key == Cases.CaseFilter.NoUnit).ThenBy(t => t.Name?.Zh, StringComparer.Ordinal)
        .ThenBy(t => t.Key, StringComparer.Ordinal)
        .Select(t => new Row(t.Key, t.Name, FigureView.Of(t.Value, _list.With("unit", t.Key))))];

    private Wording? NameOf(Guid? unit) => unit is not { } id ? new("未派单位", "No unit")
        : snapshot.Units.GetValueOrDefault(id) is { } known ? new(known.Name, known.Name) : null;

    private List<Row> ByPeriod()
    {
        var first = tallies.ByPeriod.Keys.FirstOrDefault();
        return [.. tallies.ByPeriod.Select(t => new Row(
            Periods.KeyOf(period, t.Key), null, FigureView.Of(t.Value, Within(t.Key)),
            t.Key == first ? null : ChangeView.Of(
                tallies.ByPeriod.GetValueOrDefault(t.Key - 1) ?? new Tally(), t.Value,
                !IsWhole(t.Key) || !IsWhole(t.Key - 1))))];
    }

    private bool IsWhole(int number)
    {
        var (start, end) = Periods.SpanOf(period, number);
        return start >= question.From && end <= question.To && end <= question.Moment;
    }

    private ListQuery Within(int number)
    {
        var (start, end) = Periods.SpanOf(period, number);
        return _list.With("from", start > question.From ? start : question.From)
            .With("to", end < question.To ? end : question.To);
    }

    /// <summary>A code shorter than its neighbours' stands for cases of just that region.</summary>
    private ListQuery Within(string code) => code.Length < question.RegionDigits
        ? _list.With("region", code).With("own", "true") : _list.With("region", code);
}
