using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>Who the token speaks for, with the grants that it carries.</summary>
internal static class GetMyAccount
{
    internal sealed record GrantAnswer(string Role, string Region, Guid? OrganisationId);

    internal sealed record Answer(
        Guid Id, string Name, string DisplayName, bool IsClient, Guid? RiderId, IReadOnlyList<GrantAnswer> Grants);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        var grants = scope.Grants.Select(g => new GrantAnswer(g.Role, g.Region, g.Organisation)).ToList();
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == scope.Subject, ct) is { } account)
        {
            return TypedResults.Ok(
                new Answer(account.Id, account.UserName!, account.DisplayName, false, account.RiderId, grants));
        }

        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == scope.Subject, ct);
        return client is null
            ? Refusal.NotFound.ToProblem()
            : TypedResults.Ok(new Answer(client.Id, client.ClientId, client.Name, true, null, grants));
    }
}
