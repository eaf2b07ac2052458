using System.Text.Json;
using Npgsql;

namespace RiderPlatform.Grievances.Tests.Statistics;

/// <summary>
/// The figures once more, from events, pauses and orders alone and in plain words: what the service keeps in the case's
/// own row is not looked at.
/// </summary>
internal sealed class Reckoning
{
    private static readonly Dictionary<short, (int Unit, int Rider)> Hours = new()
    {
        [3] = (2, 24), [2] = (24, 120), [1] = (48, 240),
    };

    private static readonly Dictionary<string, Func<Life, bool>> Figures = new()
    {
        ["Registered"] = _ => true,
        ["Open"] = l => l.Open,
        ["ResponseDue"] = l => l.FirstAccepted is not null || (l.Open && l.ResponseDue <= l.At),
        ["Responded"] = l => l.FirstAccepted <= l.ResponseDue,
        ["AcceptanceDue"] = l => l.FirstAccepted is not null || (l.Open && l.UnitDue(l.At) <= l.At),
        ["AcceptedInTime"] = l => l.FirstAccepted is { } first && first <= l.UnitDue(first),
        ["OnTimeDue"] = l => l.Solved || (l.Open && l.RiderDue <= l.At),
        ["OnTime"] = l => l.Solved && l.Last.At <= l.RiderDue,
        ["ResolutionDue"] = l => !l.Void && l.RiderDue <= l.At,
        ["ResolutionClosed"] = l => l.Solved && l.RiderDue <= l.At,
        ["Answered"] = l => l.Answer is not null,
        ["Satisfied"] = l => l.Answer == true,
        ["EverDispatched"] = l => l.Has("Dispatched"),
        ["Returned"] = l => l.Has("Returned"),
        ["EverClosed"] = l => !l.Open || l.Reopened,
        ["Reopened"] = l => l.Reopened,
        ["ResolvedByUnit"] = l => !l.Void && l.Resolver is not null,
        ["FirstUnitRight"] = l => !l.Void && l.Resolver is not null && l.Resolver == l.First("Dispatched")!.Unit,
        ["Supervised"] = l => l.Orders.Any(),
        ["OrderDue"] = l => l.DueOrders.Any(),
        ["OrderAnswered"] = l => l.DueOrders.Any() && l.DueOrders.All(o => o.Answered <= o.Due),
        ["Parked"] = l => l.Has("Dispatched") && l.Pauses.Any(p => p.Kind == "Parking"),
    };

    private readonly List<OneCase> _cases;

    private Reckoning(List<OneCase> cases) => _cases = cases;

    public static IReadOnlyCollection<string> Names => Figures.Keys;

    public static async Task<Reckoning> ReadAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var events = await ListAsync(source, """
            select case_id, kind, status, unit_id, occurred_at, data from case_events order by case_id, version
            """, r => (Case: r.GetGuid(0), Event: new Event(
                r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetGuid(3),
                r.GetFieldValue<DateTimeOffset>(4), r.IsDBNull(5) ? null : r.GetString(5))));
        var pauses = await ListAsync(source, """
            select case_id, kind, unit_id, decided_at, until from pause_requests where approved
            """, r => (Case: r.GetGuid(0), Pause: new Pause(
                r.GetString(1), r.GetGuid(2), r.GetFieldValue<DateTimeOffset>(3),
                r.GetFieldValue<DateTimeOffset>(4))));
        var orders = await ListAsync(source, """
            select case_id, issued_at, answer_due_at, answered_at, lifted_at from supervise_orders
            """, r => (Case: r.GetGuid(0), Order: new Order(
                r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2), Moment(r, 3), Moment(r, 4))));
        var cases = await ListAsync(source, "select id, region_code, category, severity, reported_at from cases",
            r => new OneCase(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt16(3),
                r.GetFieldValue<DateTimeOffset>(4)));
        foreach (var one in cases)
        {
            one.Events.AddRange(events.Where(e => e.Case == one.Id).Select(e => e.Event));
            one.Pauses.AddRange(pauses.Where(p => p.Case == one.Id).Select(p => p.Pause));
            one.Orders.AddRange(orders.Where(o => o.Case == one.Id).Select(o => o.Order));
        }

        return new Reckoning(cases);
    }

    /// <summary>As of a moment, of what somebody with this region and unit sees now.</summary>
    public List<Life> Of(string region, Guid? unit, DateTimeOffset at) =>
    [
        .. _cases.Where(c => c.Region.StartsWith(region, StringComparison.Ordinal) && c.ReportedAt <= at
            && (unit is null || new Life(c, DateTimeOffset.MaxValue).Unit == unit)).Select(c => new Life(c, at)),
    ];

    public static List<Guid> In(string figure, IEnumerable<Life> lives) =>
        [.. lives.Where(Figures[figure]).Select(l => l.Case.Id).Order()];

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int i) =>
        r.IsDBNull(i) ? null : r.GetFieldValue<DateTimeOffset>(i);

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> of)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(of(reader));
        }

        return rows;
    }

    internal sealed record Event(string Kind, string Status, Guid? Unit, DateTimeOffset At, string? Data);

    internal sealed record Pause(string Kind, Guid Unit, DateTimeOffset From, DateTimeOffset Until);

    internal sealed record Order(
        DateTimeOffset Issued, DateTimeOffset Due, DateTimeOffset? Answered, DateTimeOffset? Lifted);

    internal sealed record OneCase(Guid Id, string Region, string Category, short Severity, DateTimeOffset ReportedAt)
    {
        public List<Event> Events { get; } = [];

        public List<Pause> Pauses { get; } = [];

        public List<Order> Orders { get; } = [];
    }

    /// <summary>A case up to a moment.</summary>
    internal sealed class Life(OneCase one, DateTimeOffset at)
    {
        private readonly List<Event> _events = one.Events.FindAll(e => e.At <= at);

        public OneCase Case => one;

        public DateTimeOffset At => at;

        public Event Last => _events[^1];

        public bool Open => Last.Status != "Closed";

        public bool Void => !Open && Outcome != "Solved";

        public bool Solved => !Open && Outcome == "Solved";

        public bool Reopened => _events.Exists(e => e.Status == "Reopened");

        public Guid? Unit => Last.Kind == "Returned" ? null : Last.Unit;

        public DateTimeOffset? FirstAccepted => First("Accepted")?.At;

        public Guid? Resolver => SinceReopened.FindLast(e => e.Kind == "Resolved")?.Unit;

        public DateTimeOffset ResponseDue => one.ReportedAt.AddHours(Hours[one.Severity].Unit);

        public DateTimeOffset RiderDue => one.ReportedAt.AddHours(Hours[one.Severity].Rider) + Stopped(
            Pauses.Where(p => p.Kind == "Parking"), one.ReportedAt);

        public bool? Answer => SinceReopened.FindLast(e => e.Kind == "CalledBack")?.Data is { } data
            ? JsonDocument.Parse(data).RootElement.GetProperty("satisfaction").GetString() == "Satisfied" : null;

        public IEnumerable<Pause> Pauses => one.Pauses.Where(p => p.From <= at);

        public IEnumerable<Order> Orders => one.Orders.Where(o => o.Issued <= at).Select(o => o with
        {
            Answered = o.Answered <= at ? o.Answered : null, Lifted = o.Lifted <= at ? o.Lifted : null,
        });

        public IEnumerable<Order> DueOrders =>
            Orders.Where(o => o.Answered is not null || (o.Lifted is null && o.Due <= at));

        private string? Outcome => Last.Data is { } data && JsonDocument.Parse(data).RootElement
            .TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null;

        private List<Event> SinceReopened => _events[(_events.FindLastIndex(e => e.Status == "Reopened") + 1)..];

        public bool Has(string kind) => _events.Exists(e => e.Kind == kind);

        public Event? First(string kind) => _events.Find(e => e.Kind == kind);

        /// <summary>Of the unit that had it then.</summary>
        public DateTimeOffset? UnitDue(DateTimeOffset then)
        {
            var life = new Life(one, then);
            return life.Unit is { } unit
                && life.SinceReopened.Find(e => e.Kind == "Dispatched" && e.Unit == unit)?.At is { } since
                ? since.AddHours(Hours[one.Severity].Unit) + Stopped(
                    life.Pauses.Where(p => p.Kind == "Parking" || p.Unit == unit), since) : null;
        }

        private static TimeSpan Stopped(IEnumerable<Pause> pauses, DateTimeOffset since) => pauses
            .Where(p => p.Until > since)
            .Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.Until - (p.From < since ? since : p.From)));
    }
}
