using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Http;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// Where cases come from: squares of a fixed grid with their numbers, as GeoJSON (RFC 7946), under the caller's scope
/// like everything else, grievances too. There is no public form: a square with one grievance tells its neighbours who
/// complained, and leaving small numbers out does not help, because squares of other sizes and days give the
/// difference. The public has the hazard map, which shows hazards alone.
/// </summary>
public static class GetHeat
{
    private const int Most = 5_000;
    private const int UsualMetres = 500;

    public const string MediaType = "application/geo+json";

    public sealed record Polygon(string Type, IReadOnlyList<IReadOnlyList<double[]>> Coordinates);

    public sealed record Properties(Counted Cases, Counted Open, Counted Overdue);

    /// <param name="Id">The square's name, which the list takes as <c>cell</c>.</param>
    public sealed record Feature(string Type, string Id, Polygon Geometry, Properties Properties);

    /// <param name="Features">The fullest first.</param>
    /// <param name="Unplaced">Cases without a position: they are on no square.</param>
    /// <param name="Truncated">There are more than the 5,000 fullest that are here.</param>
    [MediaType(MediaType)]
    public sealed record Answer(
        string Type, IReadOnlyList<Feature> Features, string Region, DateTimeOffset From, DateTimeOffset To,
        DateTimeOffset At, int Cell, Counted Total, Counted Unplaced, bool Truncated);

    /// <param name="cell">Side of a square in metres: 250, 500 or 1000.</param>
    public static async Task<Results<JsonHttpResult<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, string? from, string? to, string? at, string? category, string? kind, string? cell,
        Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is null)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var metres = string.IsNullOrEmpty(cell) ? UsualMetres : int.TryParse(cell, out var given) ? given : 0;
        read.Invalid.When(!HeatCell.Sizes.Contains(metres), "cell", "取值只能是 250、500 或 1000。",
            "One of 250, 500, 1000.");
        var question = FigureQuestion.Read(read, (region, from, to, at), scope, time.Now()) with
        {
            Category = read.Category(category, "category"), Kind = read.Enum<CaseKind>(kind, "kind"),
        };
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var squares = await ReadAsync(db, scope, question, question.At, metres, ct);
        squares = question.At is null && squares.Exists(s => s.Moved > 0)
            ? await ReadAsync(db, scope, question, question.Moment, metres, ct) : squares;
        return TypedResults.Json(Of(question, metres, squares), contentType: MediaType);
    }

    private static Task<List<Square>> ReadAsync(
        GrievancesDb db, Scope scope, FigureQuestion question, DateTimeOffset? at, int metres, CancellationToken ct)
    {
        var (step, moment) = (HeatCell.StepOf(metres), question.Moment);
        var overdue = new CaseFigures(db, moment).Overdue();
        var cases = question.CasesOf(db, scope, at);
        return cases.GroupBy(c => new
        {
            Row = (int?)Math.Floor(c.Latitude!.Value / step),
            Column = (int?)Math.Floor(c.Longitude!.Value * Math.Cos(
                Math.Floor(c.Latitude!.Value / step) * step * Math.PI / 180) / step),
        }).Select(g => new Square
        {
            Row = g.Key.Row, Column = g.Key.Column, Cases = g.Count(), Open = g.Count(c => c.Open),
            Overdue = g.AsQueryable().Count(overdue),
            Moved = g.Count(c => c.ChangedAt > moment || (c.DueMovedAt != null && c.DueMovedAt > moment)),
        }).ToListAsync(ct);
    }

    private static Answer Of(FigureQuestion question, int metres, List<Square> squares)
    {
        var placed = squares.Where(s => s is { Row: not null, Column: not null })
            .OrderByDescending(s => s.Cases).ThenBy(s => s.Row).ThenBy(s => s.Column).ToList();
        var list = question.List;
        return new(
            "FeatureCollection", [.. placed.Take(Most).Select(s => FeatureOf(
                new(metres, s.Row!.Value, s.Column!.Value), s, list))],
            question.Region, question.From, question.To, question.Moment, metres,
            new(squares.Sum(s => s.Cases), list.ToString()),
            new(squares.Where(s => s.Row is null || s.Column is null).Sum(s => s.Cases),
                list.With("cell", CaseFilter.NoCell).ToString()), placed.Count > Most);
    }

    private static Feature FeatureOf(HeatCell cell, Square square, ListQuery list)
    {
        var name = cell.ToString();
        var here = list.With("cell", name);
        return new("Feature", name, new("Polygon", [cell.Ring()]), new(
            new(square.Cases, here.ToString()),
            new(square.Open, here.With("figure", nameof(CaseFigure.Open)).ToString()),
            new(square.Overdue, here.With("overdue", "true").ToString())));
    }

    private sealed class Square
    {
        public int? Row { get; init; }

        public int? Column { get; init; }

        public int Cases { get; init; }

        public int Open { get; init; }

        public int Overdue { get; init; }

        public int Moved { get; init; }
    }
}
