using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Data;

/// <summary>The first version of the rule for solved cases: in every database, not only in the demo.</summary>
internal sealed class DefaultRules(PointsDb db) : ISeed
{
    private static readonly AwardRule First = new(
        RuleBook.SolvedCase, 1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Minor: 5, Ordinary: 10,
            Major: 30, DailyCap: 100);

    public async Task SeedAsync(CancellationToken ct)
    {
        if (await db.Rules.FindAsync([First.Id, First.Version], ct) is null)
        {
            db.Add(First);
            await db.SaveChangesAsync(ct);
        }
    }
}
