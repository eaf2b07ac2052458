using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Digests;

/// <summary>The counts of one week, as they are kept.</summary>
/// <param name="Days">Monday first; of a running week those that have begun.</param>
/// <param name="Topics">New cases by category (second level), with the week before: the most first.</param>
/// <param name="Open">At the week's end; of a running week, now.</param>
internal sealed record WeekNumbers(
    IReadOnlyList<WeekNumbers.Day> Days, IReadOnlyList<WeekNumbers.Topic> Topics, int Open, int Overdue)
{
    private const int MostTopics = 10;

    /// <summary>Counts for everybody alike; who may read them is asked before.</summary>
    private static readonly Scope Everything =
        new() { Subject = Guid.Empty, Grants = [new Grant(Roles.Administrator, "", null)] };

    /// <param name="Counts">By <see cref="DigestFigure"/>.</param>
    public sealed record Day(DateOnly Date, int[] Counts);

    public sealed record Topic(string Category, int Count, int Before);

    public int Of(DigestFigure figure) => Days.Sum(d => d.Counts[(int)figure]);

    /// <summary>A finished week is summed up once, by whoever asks first; a running one every time.</summary>
    public static async Task<WeekNumbers> ReadAsync(
        GrievancesDb db, DigestSubject subject, IsoWeek week, DateTimeOffset now, CancellationToken ct)
    {
        if (week.End > now)
        {
            return await ComputeAsync(db, subject, week, now, ct);
        }

        var (key, text) = (subject.Key, week.ToString());
        var kept = db.Set<DigestRow>().AsNoTracking().Where(d => d.Subject == key && d.Week == text);
        if (await kept.SingleOrDefaultAsync(ct) is { } row)
        {
            return ProjectJson.Read<WeekNumbers>(row.Content)!;
        }

        var content = ProjectJson.Write(await ComputeAsync(db, subject, week, now, ct));
        await db.Database.ExecuteSqlAsync($"""
            insert into digests (subject, week, content, computed_at) values ({key}, {text}, {content}::jsonb, {now})
            on conflict do nothing
            """, ct);
        return ProjectJson.Read<WeekNumbers>((await kept.SingleAsync(ct)).Content)!;
    }

    /// <summary>The moment that stocks are counted at: the last one of a finished week.</summary>
    public static DateTimeOffset MomentOf(IsoWeek week, DateTimeOffset now) =>
        week.End <= now ? week.End.AddTicks(-TimeSpan.TicksPerMicrosecond) : now;

    private static Task<WeekNumbers> ComputeAsync(
        GrievancesDb db, DigestSubject subject, IsoWeek week, DateTimeOffset now, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var moment = MomentOf(week, now);
            var counts = await DigestEntries.CountAsync(db, subject, week.Start, week.End, ct);
            var before = await DigestEntries.CountAsync(db, subject, week.Plus(-1).Start, week.Start, ct);
            var standing = new CaseQuestion
            {
                Region = subject.Unit is null ? subject.Region : null, Unit = subject.Unit, At = moment, Now = now,
            };
            var open = await (standing with { Figure = CaseFigure.Open }).Of(db, Everything).CountAsync(ct);
            var overdue = await (standing with { Overdue = true }).Of(db, Everything).CountAsync(ct);
            var figures = Enum.GetValues<DigestFigure>();
            var last = ChinaTime.DayOf(moment);
            var days = Enumerable.Range(0, 7).Select(week.Monday.AddDays).Where(d => d <= last).Select(d => new Day(
                d, [.. figures.Select(f => counts.Where(c => c.Day == d && c.Figure == f).Sum(c => c.Count))]));
            var old = TopicsOf(before);
            return new WeekNumbers(
                [.. days],
                [.. TopicsOf(counts).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)
                    .Take(MostTopics).Select(t => new Topic(t.Key, t.Value, old.GetValueOrDefault(t.Key)))],
                open, overdue);
        }, ct);

    private static Dictionary<string, int> TopicsOf(
        IEnumerable<(DigestFigure Figure, DateOnly Day, string Category, int Count)> counts) =>
        counts.Where(c => c.Figure == DigestFigure.New).GroupBy(c => CasePoint.TopicOf(c.Category))
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
}
