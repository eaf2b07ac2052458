using System.Globalization;
using System.Text;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Imports;
using static RiderPlatform.Grievances.Statistics.GetStatistics;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// The answer as a file for a spreadsheet: UTF-8 with its mark, a line for each row of each breakdown, and each rate in
/// four columns. The same numbers as in JSON, because it is made of them.
/// </summary>
internal static class StatisticsCsv
{
    private static readonly (string Heading, Func<FigureView, RateView> Of)[] Rates =
    [
        ("响应率[Response]", f => f.Response),
        ("按时接单率[Acceptance on time]", f => f.Acceptance),
        ("按时办结率[On time]", f => f.OnTime),
        ("办结率[Resolution]", f => f.Resolution),
        ("满意率[Satisfaction]", f => f.Satisfaction),
        ("退单率[Returned]", f => f.Returned),
        ("重开率[Reopened]", f => f.Reopened),
        ("首派准确率[First dispatch]", f => f.FirstDispatch),
        ("督办率[Supervised]", f => f.Supervised),
        ("督办按时回复率[Orders answered]", f => f.Orders),
        ("挂账率[Parked]", f => f.Parked),
    ];

    private static readonly string[] Parts = ["", " 分子[numerator]", " 分母[denominator]", " 未计入[excluded]"];

    public static byte[] Of(Answer answer)
    {
        var text = new StringBuilder("\uFEFF");
        Line(text, [
            "分组[Grouping]", "代码[Key]", "名称[Name]", "登记[Registered]", "在办[Open]", "销号[Closed]",
            .. Rates.SelectMany(r => Parts.Select(p => r.Heading + p)), "起[From]", "止[To]", "数据时间[As of]"]);
        string[] span = [.. new[] { answer.From, answer.To, answer.At }
            .Select(m =>
                m.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture))];
        Line(text, Cells("合计[Total]", answer.Region, answer.RegionName, answer.Total, span));
        foreach (var (grouping, rows) in new[]
        {
            ("地区[Region]", answer.ByRegion), ("单位[Unit]", answer.ByUnit), ("类别[Category]", answer.ByCategory),
            ("日[Day]", answer.ByDay), ("周[Week]", answer.ByWeek), ("月[Month]", answer.ByMonth),
        })
        {
            foreach (var row in rows)
            {
                var name = row.Name is not { } n ? null : n.Zh == n.En ? n.Zh : $"{n.Zh}[{n.En}]";
                Line(text, Cells(grouping, row.Key, name, row.Figures, span));
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string FileName(Answer answer) => string.Create(
        CultureInfo.InvariantCulture,
            $"figures-{answer.Region}-{answer.At.ToOffset(ChinaTime.Offset):yyyyMMdd-HHmm}.csv");

    private static IEnumerable<string?> Cells(
        string grouping, string key, string? name, FigureView figures, string[] span) =>
    [
        grouping, key, name, Number(figures.Registered), Number(figures.Open), Number(figures.Closed),
        .. Rates.SelectMany(r => Of(r.Of(figures))), .. span,
    ];

    private static string[] Of(RateView rate) =>
    [
        rate.Denominator.Count == 0 ? ""
            : (100.0 * rate.Numerator.Count / rate.Denominator.Count)
                .ToString("0.##", CultureInfo.InvariantCulture) + "%",
        Number(rate.Numerator), Number(rate.Denominator), Number(rate.Excluded),
    ];

    private static string Number(Counted counted) => counted.Count.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string?> cells) =>
        text.AppendJoin(',', cells.Select(GetImport.Cell)).Append("\r\n");
}
