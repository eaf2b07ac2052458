using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Assigning;

/// <summary>A unit says by which rule its cases go to its people, and what it knows of each of them.</summary>
public static class ChangeUnit
{
    private const int MaxSkills = 30;

    private static readonly Refusal Moved = new(
        409, "UnitMoved", "分派设置已被他人修改，请重新打开后再改。", "The setting was changed meanwhile: open it again.");

    /// <param name="Version">As it was read; 0 where nothing was said yet.</param>
    public sealed record Request(int? Version, AssignmentRule? Rule);

    /// <param name="Skills">Categories of the list, or words that begin them.</param>
    /// <param name="AbsentUntil">Until then nothing is given to them; null: present.</param>
    public sealed record MemberRequest(IReadOnlyList<string>? Skills, DateTimeOffset? AbsentUntil);

    public static async Task<Results<Ok<ShowUnit.Answer>, ProblemHttpResult>> HandleAsync(
        Guid unit, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Version is null or < 0, "version", "请填写版本。", "The version is needed.")
            .When(request.Rule is not { } r || !Enum.IsDefined(r), "rule", "请选择分派方式。", "A rule is needed.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (Find(unit, scope, directory) is not { } found)
        {
            return directory.Current is null ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var (now, rule) = (time.Now(), request.Rule!.Value);
        var saved = await db.InTransactionAsync(async () =>
        {
            var changed = await db.Database.ExecuteSqlAsync($"""
                insert into unit_settings as s (unit_id, rule, version, turn, changed_by, changed_at)
                select {unit}, {rule.ToString()}, 1, 0, {scope.Subject}, {now}
                where {request.Version} = 0 or exists (select from unit_settings where unit_id = {unit})
                on conflict (unit_id) do update set rule = excluded.rule, version = s.version + 1,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                where s.version = {request.Version}
                """, ct);
            await (changed == 1 ? db.GrowRevisionAsync(ct) : Task.CompletedTask);
            return changed == 1;
        }, ct);
        var answer = await ShowUnit.ReadAsync(found, scope, db, directory.Current!, now, ct);
        // The same said twice is said once.
        return saved || (answer.Rule == rule && answer.Version == request.Version + 1)
            ? TypedResults.Ok(answer) : Moved.ToProblem();
    }

    public static async Task<Results<Ok<ShowUnit.Answer>, ProblemHttpResult>> MemberAsync(
        Guid unit, Guid account, MemberRequest request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (Find(unit, scope, directory) is not { } found)
        {
            return directory.Current is null ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        var (now, snapshot) = (time.Now(), directory.Current!);
        if (snapshot.People.GetValueOrDefault(account)?.IsOf(unit) != true)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] skills =
            [.. (request.Skills ?? []).Select(s => s?.Trim() ?? "").Distinct().Order(StringComparer.Ordinal)];
        var absent = request.AbsentUntil?.ToUniversalTime();
        var unknown = skills.Where(s => !snapshot.Categories.Keys.Any(c =>
            c == s || c.StartsWith(s + ".", StringComparison.Ordinal))).ToList();
        var invalid = new Invalid()
            .When(skills.Length > MaxSkills, "skills", $"最多 {MaxSkills} 项。", $"At most {MaxSkills}.")
            .When(unknown.Count > 0, "skills", $"没有类别“{unknown.FirstOrDefault()}”。",
                $"There is no category '{unknown.FirstOrDefault()}'.")
            .When(absent <= now || absent > now.AddYears(1), "absentUntil", "须在今后一年之内。",
                "Within the coming year.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        await db.Database.ExecuteSqlAsync($"""
            insert into unit_members (unit_id, account_id, skills, absent_until)
            values ({unit}, {account}, {skills}, {absent})
            on conflict (unit_id, account_id) do update set skills = excluded.skills,
                absent_until = excluded.absent_until
            """, ct);
        return TypedResults.Ok(await ShowUnit.ReadAsync(found, scope, db, snapshot, now, ct));
    }

    internal static Unit? Find(Guid unit, Scope scope, DirectoryCopy directory) =>
        directory.Current?.Units.GetValueOrDefault(unit) is { } found && scope.RoleOver(found) is not null
            ? found : null;
}
