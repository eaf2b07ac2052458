using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Organisations.Regions;

internal static class GetRegion
{
    /// <param name="Level">1 province, 2 city, 3 county, 4 street, 5 community.</param>
    internal sealed record Answer(string Code, string Name, string? ParentCode, int Level)
    {
        public static Answer Of(Region region) =>
            new(region.Code, region.Name, RegionCodes.Parent(region.Code), RegionCodes.Level(region.Code));
    }

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string code, OrganisationsDb db, CancellationToken ct)
    {
        if (!RegionCodes.IsWellFormed(code))
        {
            return Malformed("code");
        }

        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == code, ct);
        return region is null ? Refusal.NotFound.ToProblem() : TypedResults.Ok(Answer.Of(region));
    }

    internal static ProblemHttpResult Malformed(string field) => new Invalid()
        .Add(field, "区划代码为 2、4、6、9 或 12 位数字。", "A region code has 2, 4, 6, 9 or 12 digits.").ToProblem();
}
