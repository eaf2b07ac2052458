using Npgsql;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>
/// Gives a case to one of its unit's people where the unit has said by which rule. The snapshot knows which units have:
/// for all others a dispatch runs not one statement more.
/// </summary>
internal static class Assigner
{
    private const string System = "system";

    /// <summary>What a report's transaction runs besides; empty for most units.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> Beside(NewCase c, RoutingSnapshot snapshot) =>
        c.UnitId is { } unit && snapshot.Assigns(unit)
            ? [Command(AssignSql.Hold, unit), Command(AssignSql.Choose, Values(c.Id, unit, c.ReportedAt))] : [];

    /// <summary>For the transaction of a dispatch, after the case has its unit; null for most units.</summary>
    public static Func<Task>? AfterDispatch(
        GrievancesDb db, Guid id, Guid? to, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct) =>
        to is { } unit && snapshot.Assigns(unit) ? () => ChooseAsync(db, unit, Values(id, unit, now), ct) : null;

    /// <summary>Away from somebody, by the unit's rule; the case and then the unit are held by the caller.</summary>
    public static Task<int> MoveAsync(
        GrievancesDb db, Guid id, Guid unit, Guid from, (string Role, Guid Id) actor, DateTimeOffset now,
        CancellationToken ct) =>
        db.ExecuteAsync(AssignSql.Choose, ct, id, unit, now.UtcDateTime, from, actor.Role, actor.Id);

    private static async Task ChooseAsync(GrievancesDb db, Guid unit, object[] values, CancellationToken ct)
    {
        await db.ExecuteAsync(AssignSql.Hold, ct, unit);
        await db.ExecuteAsync(AssignSql.Choose, ct, values);
    }

    private static object[] Values(Guid id, Guid unit, DateTimeOffset now) =>
        [id, unit, now.UtcDateTime, Guid.Empty, System, Guid.Empty];

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
