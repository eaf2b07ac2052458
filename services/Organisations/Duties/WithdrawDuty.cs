using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Duties;

/// <summary>
/// Withdrawn duties stay as rows; the second withdrawal is answered as the first and publishes nothing.
/// </summary>
internal static class WithdrawDuty
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var duty = await db.Duties.Where(ListDuties.Covered(scope, DirectoryAccess.Keepers))
            .SingleOrDefaultAsync(d => d.Id == id, ct);
        if (duty is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (duty.Withdraw(time.GetUtcNow()))
        {
            db.Publish(duty.Fact(), duty.Id, duty.Version);
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.NoContent();
    }
}
