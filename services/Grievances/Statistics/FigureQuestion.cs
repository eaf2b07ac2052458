using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// Which cases figures are of: place, time, matter and moment, the same for rates and for the heat map.
/// </summary>
/// <param name="At">Null: now, which is <paramref name="Moment"/>.</param>
/// <param name="Moment">The moment that everything is counted as of.</param>
internal sealed record FigureQuestion(
    string Region, string? Category, CaseKind? Kind, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? At,
    DateTimeOffset Moment)
{
    private const int DefaultDays = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly int[] Levels = [2, 4, 6, 9, 12];

    /// <summary>Length of the region codes one level down.</summary>
    public int RegionDigits => Levels.FirstOrDefault(l => l > Region.Length, 20);

    /// <summary>
    /// Unless asked otherwise: what all of the caller's grants share, the last 30 days in China, now. What is wrong is
    /// collected by <paramref name="read"/>.
    /// </summary>
    public static FigureQuestion Read(
        QueryReader read, (string? Region, string? From, string? To, string? At) asked, Scope scope,
        DateTimeOffset now)
    {
        var at = read.Past(asked.At, "at", now);
        var moment = at ?? now;
        var until = read.Moment(asked.To, "to") ?? moment.AddTicks(TimeSpan.TicksPerMicrosecond);
        var since = read.Moment(asked.From, "from")
            ?? ChinaTime.StartOf(ChinaTime.DayOf(until).AddDays(1 - DefaultDays));
        var place = read.Region(asked.Region, "region") ?? Home(scope);
        read.Invalid.When(until <= since || until - since > Longest, "from",
            "时间段须为正，且不超过 366 天。", "From before to, and at most 366 days.");
        return new(place, null, null, since, until, at, moment);
    }

    /// <param name="at">Null: as the cases stand, without those that were reported after the moment.</param>
    public IQueryable<CaseRow> CasesOf(GrievancesDb db, Scope scope, DateTimeOffset? at)
    {
        var cases = new CaseQuestion
        {
            Region = Region, Category = Category, Kind = Kind, From = From, To = To, At = at, Now = Moment,
        }.Of(db, scope);
        return at is null ? cases.Where(c => c.ReportedAt <= Moment) : cases;
    }

    /// <summary>The list of exactly these cases.</summary>
    public ListQuery List => new ListQuery([]).With("region", Region).With("category", Category)
        .With("kind", Kind?.ToString()).With("from", From).With("to", To).With("at", Moment);

    /// <summary>The narrowest region that holds everything the caller reads.</summary>
    private static string Home(Scope scope) => scope.Of(CaseAccess.Readers).Select(g => g.Region)
        .Aggregate((string?)null, (home, next) => home is null ? next
            : home[..home.Zip(next).TakeWhile(x => x.First == x.Second).Count()]) ?? "";
}
