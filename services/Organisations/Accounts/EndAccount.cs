using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>
/// Somebody has left: no sign-in and no refresh any more, and units stop giving them cases. The same again is answered
/// alike.
/// </summary>
internal static class EndAccount
{
    private static readonly Refusal OwnAccount = new(
        409, "OwnAccount", "不能停用自己的账户。", "Nobody ends their own account.");

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var grants = await db.Grants.AsNoTracking().Where(g => g.SubjectId == id).ToListAsync(ct);
        var administers = scope.Of(Roles.Administrator).Where(g => g.Organisation is null).Select(g => g.Region)
            .ToList();
        if (!await db.Accounts.AnyAsync(a => a.Id == id, ct)
            || !grants.All(g => GrantRules.MayGive(administers, g.RegionCode)))
        {
            return Refusal.NotFound.ToProblem();
        }

        if (id == scope.Subject)
        {
            return OwnAccount.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            // Of two at once the second finds it ended, and tells nobody again.
            var ended = await db.Accounts.Where(a => a.Id == id && a.Active).ExecuteUpdateAsync(
                s => s.SetProperty(a => a.Active, false).SetProperty(a => a.Version, a => a.Version + 1), ct);
            if (ended == 1)
            {
                var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, ct);
                db.PublishHandler(account, grants, time.GetUtcNow());
                await db.SaveChangesAsync(ct);
            }

            return ended;
        }, ct);
        return TypedResults.NoContent();
    }
}
