using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Accounts;

/// <summary>Who the token speaks for, with the grants that it carries.</summary>
internal static class GetMyAccount
{
    /// <param name="RegionName">Null where the grant holds everywhere.</param>
    /// <param name="OrganisationName">Null where it is not bound to an organisation.</param>
    internal sealed record GrantAnswer(
        string Role, string Region, string? RegionName, Guid? OrganisationId, string? OrganisationName);

    /// <param name="MaskedPhone">Of a rider's account: <c>138****0001</c>.</param>
    internal sealed record Answer(
        Guid Id, string Name, string DisplayName, bool IsClient, Guid? RiderId, string? MaskedPhone,
        IReadOnlyList<GrantAnswer> Grants);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Scope scope, OrganisationsDb db, KeyRing keys, CancellationToken ct)
    {
        var grants = await NamedAsync(scope.Grants, db, ct);
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == scope.Subject, ct) is { } account)
        {
            var rider = account.RiderId is not { } id
                ? null : await db.Riders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
            var phone = rider is null ? null : PersonalText.MaskPhone(rider.Phone(keys));
            return TypedResults.Ok(new Answer(
                account.Id, account.UserName!, account.DisplayName, false, account.RiderId, phone, grants));
        }

        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == scope.Subject, ct);
        return client is null
            ? Refusal.NotFound.ToProblem()
            : TypedResults.Ok(new Answer(client.Id, client.ClientId, client.Name, true, null, null, grants));
    }

    private static async Task<List<GrantAnswer>> NamedAsync(
        IReadOnlyList<Grant> grants, OrganisationsDb db, CancellationToken ct)
    {
        var codes = grants.Select(g => g.Region).Distinct().ToList();
        var regions = await db.Regions.Where(r => codes.Contains(r.Code))
            .ToDictionaryAsync(r => r.Code, r => r.Name, ct);
        var ids = grants.Select(g => g.Organisation).OfType<Guid>().Distinct().ToList();
        var organisations = ids.Count == 0 ? [] : await db.Organisations.Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return [.. grants.Select(g => new GrantAnswer(
            g.Role, g.Region, regions.GetValueOrDefault(g.Region),
            g.Organisation, g.Organisation is { } id ? organisations.GetValueOrDefault(id) : null))];
    }
}
