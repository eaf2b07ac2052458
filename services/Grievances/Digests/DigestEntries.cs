using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Digests;

/// <summary>What a week is summed up in. Each happens at a moment, so that seven days are a week.</summary>
public enum DigestFigure
{
    /// <summary>Of a region: registered there; of a unit: dispatched to it.</summary>
    New,
    Closed,
    Reopened,
    WishesAnswered,
    OrdersIssued,
    ProjectsProposed,
    ProjectsAdopted,
    ProjectsClosed,
}

/// <summary>Whom a digest is for: a region prefix, or a unit.</summary>
public sealed record DigestSubject(string? Region, Guid? Unit)
{
    public string Key => Unit is { } unit ? $"organisation/{unit}" : $"region/{Region}";
}

/// <summary>Something that a digest counts: of a case, or of a project.</summary>
internal sealed record DigestEntry(
    DigestFigure Figure, DateTimeOffset OccurredAt, Guid? CaseId, Guid? ProjectId, string Category);

/// <summary>
/// One statement for numbers and lists: what is counted can be shown. Found by time (case_events_when), because a week
/// is little of all that ever happened.
/// </summary>
internal static class DigestEntries
{
    private const string Events = """
        select case when e.kind = 'Resolved' then 'WishesAnswered' when e.kind in ('Reopened', 'Split') then 'Reopened'
                when e.kind in ('Registered', 'Imported', 'Dispatched') then 'New' else 'Closed' end as figure,
            e.occurred_at, e.case_id, null::uuid as project_id, c.category
        from case_events e join cases c on c.id = e.case_id
        where e.occurred_at >= @from and e.occurred_at < @to and {0}
            and (e.kind in ('Closed', 'Merged', 'Rejected', 'Withdrawn', 'Reopened', 'Split', {1})
                or (e.kind = 'Resolved' and c.kind = 'Wish'))
        """;

    private const string Orders = """
        select 'OrdersIssued', o.issued_at, o.case_id, null::uuid, c.category
        from supervise_orders o join cases c on c.id = o.case_id
        where o.issued_at >= @from and o.issued_at < @to and {0}
        """;

    private const string Projects = """
        select 'Projects' || e.kind, e.occurred_at, null::uuid, e.project_id, p.category
        from project_events e join projects p on p.id = e.project_id
        where e.occurred_at >= @from and e.occurred_at < @to and e.kind in ('Proposed', 'Adopted', 'Closed') and {0}
        """;

    private static readonly string OfRegion = string.Join(" union all ",
        Filled(Events, "e.region_code like @of", "'Registered', 'Imported'"), Filled(Orders, "c.region_code like @of"),
        Filled(Projects, "p.region_code like @of"));

    private static readonly string OfUnit = string.Join(" union all ",
        Filled(Events, "e.unit_id = @of", "'Dispatched'"), Filled(Orders, "o.unit_id = @of"),
        Filled(Projects, "(p.lead_id = @of or @of = any(p.member_ids))"));

    /// <summary>How many of each figure, by day and category (second level).</summary>
    public static async Task<List<(DigestFigure Figure, DateOnly Day, string Category, int Count)>> CountAsync(
        GrievancesDb db, DigestSubject subject, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var command = Command(db, subject, from, to, """
            select figure, (occurred_at at time zone 'Asia/Shanghai')::date, category, count(*)::int
            from ({0}) x group by 1, 2, 3
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<(DigestFigure, DateOnly, string, int)>();
        while (await reader.ReadAsync(ct))
        {
            counts.Add((Enum.Parse<DigestFigure>(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1),
                reader.GetString(2), reader.GetInt32(3)));
        }

        return counts;
    }

    /// <summary>The entries themselves, the newest first, and how many there are.</summary>
    public static async Task<(List<DigestEntry> Entries, int Total)> ListAsync(
        GrievancesDb db, DigestSubject subject, DigestFigure figure, string? category, DateTimeOffset from,
        DateTimeOffset to, int skip, int take, CancellationToken ct)
    {
        await using var command = Command(db, subject, from, to, """
            select figure, occurred_at, case_id, project_id, category, count(*) over ()::int from ({0}) x
            where figure = @figure and (category = @category or category like @category || '.%' or @category = '')
            order by occurred_at desc, case_id, project_id offset @skip limit @take
            """);
        Add(command, "figure", figure.ToString());
        Add(command, "category", category ?? "");
        Add(command, "skip", skip);
        Add(command, "take", take);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (entries, total) = (new List<DigestEntry>(), 0);
        while (await reader.ReadAsync(ct))
        {
            total = reader.GetInt32(5);
            entries.Add(new(
                Enum.Parse<DigestFigure>(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1),
                reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetGuid(3),
                reader.GetString(4)));
        }

        return (entries, total);
    }

    private static NpgsqlCommand Command(
        GrievancesDb db, DigestSubject subject, DateTimeOffset from, DateTimeOffset to, string around)
    {
        var command = new NpgsqlCommand(
            Filled(around, subject.Unit is null ? OfRegion : OfUnit), (NpgsqlConnection)db.Database.GetDbConnection());
        Add(command, "from", from.UtcDateTime);
        Add(command, "to", to.UtcDateTime);
        Add(command, "of", subject.Unit is { } unit ? unit : subject.Region + "%");
        return command;
    }

    private static void Add(NpgsqlCommand command, string name, object value) =>
        command.Parameters.Add(new() { ParameterName = name, Value = value });

    private static string Filled(string text, params object[] parts) =>
        string.Format(CultureInfo.InvariantCulture, text, parts);
}
