using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Riders;

/// <summary>One rider, masked; a rider sees their own row whatever their grants are.</summary>
internal static class GetRider
{
    /// <param name="Name">Masked: <c>张*</c>.</param>
    /// <param name="Phone">Masked: <c>138****0001</c>.</param>
    internal sealed record Answer(
        Guid Id, string Name, string Phone, string RegionCode, Guid? EmployerId, RiderGroup Group,
        MemberStatus MemberStatus, bool Active, long Version)
    {
        public static Answer Of(Rider r, KeyRing keys) => new(
            r.Id, PersonalText.MaskName(r.Name(keys)), PersonalText.MaskPhone(r.Phone(keys)),
            r.RegionCode, r.EmployerId, r.Group, r.MemberStatus, r.Active, r.Version);
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, OrganisationsDb db, KeyRing keys, CancellationToken ct)
    {
        var rider = scope.RiderId == id
            ? await db.Riders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct)
            : await db.Riders.AsNoTracking().Where(Visible(scope)).SingleOrDefaultAsync(r => r.Id == id, ct);
        return rider is null ? Refusal.NotFound.ToProblem() : TypedResults.Ok(Answer.Of(rider, keys));
    }

    internal static Expression<Func<Rider, bool>> Visible(Scope scope) =>
        scope.Covers<Rider>(r => r.RegionCode, r => r.EmployerId, DirectoryAccess.RiderReaders);
}
