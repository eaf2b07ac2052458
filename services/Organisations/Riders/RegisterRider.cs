using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Riders;

internal static class RegisterRider
{
    internal sealed record Request(
        string? Name, string? Phone, string? RegionCode, Guid? EmployerId, RiderGroup? Group,
        MemberStatus? MemberStatus);

    private static readonly OrganisationKind[] Employers =
        [OrganisationKind.PlatformCompany, OrganisationKind.DeliveryCompany, OrganisationKind.DeliverySite];

    private static readonly Refusal AlreadyRegistered = new(
        409, "AlreadyRegistered",
        "该手机号已登记，请查询已有记录。", "This phone number is registered already. Look up the existing record.");

    public static async Task<Results<Created<GetRider.Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time, CancellationToken ct)
    {
        var invalid = await CheckAsync(request, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(request.RegionCode!, request.EmployerId, DirectoryAccess.Keepers))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var rider = RiderText.NewRider(
            keys, Guid.CreateVersion7(), PersonalText.Name(request.Name)!, PersonalText.Phone(request.Phone)!,
            (request.RegionCode!, request.EmployerId, request.Group!.Value, request.MemberStatus ?? MemberStatus.None),
            time.GetUtcNow());
        db.Add(rider);
        db.Publish(rider.Fact(), rider.Id, rider.Version);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.RiderPhone)
        {
            db.ChangeTracker.Clear();
            var known = await db.Riders.AsNoTracking().SingleAsync(r => r.PhoneIndex == rider.PhoneIndex, ct);
            return Says(known, rider, keys) ? Answer(known, keys) : AlreadyRegistered.ToProblem();
        }

        return Answer(rider, keys);
    }

    /// <summary>
    /// The same registration again is answered as the first time. The phone number is the key to that; an
    /// <c>Idempotency-Key</c> would leave a guessable hash of name and number in the database.
    /// </summary>
    private static bool Says(Rider known, Rider asked, KeyRing keys) =>
        known.Active && known.Name(keys) == asked.Name(keys) && known.RegionCode == asked.RegionCode
        && known.EmployerId == asked.EmployerId && known.Group == asked.Group
        && known.MemberStatus == asked.MemberStatus;

    private static Created<GetRider.Answer> Answer(Rider rider, KeyRing keys) =>
        TypedResults.Created($"/api/v1/riders/{rider.Id}", GetRider.Answer.Of(rider, keys));

    private static async Task<Invalid> CheckAsync(Request request, OrganisationsDb db, CancellationToken ct)
    {
        var region = RegionCodes.IsWellFormed(request.RegionCode)
            && await db.Regions.AnyAsync(r => r.Code == request.RegionCode, ct);
        var employer = request.EmployerId is not { } id
            || await db.Organisations.AnyAsync(o => o.Id == id && o.Active && Employers.Contains(o.Kind), ct);
        return new Invalid()
            .When(request.Group is null, "group", "请选择群体。", $"Group: {string.Join(", ", Enum.GetNames<RiderGroup>())}.")
            .When(PersonalText.Name(request.Name) is null, "name",
                $"姓名为 1–{PersonalText.MaxNameLength} 字。", $"Name: 1–{PersonalText.MaxNameLength} characters.")
            .When(PersonalText.Phone(request.Phone) is null, "phone",
                "请填写 11 位手机号。", "Phone: a mainland mobile number of 11 digits.")
            .When(!region, "regionCode", "没有这个区划代码。", "No region has this code.")
            .When(!employer, "employerId", "没有这个平台或配送企业。", "No platform or delivery company has this id.");
    }
}
