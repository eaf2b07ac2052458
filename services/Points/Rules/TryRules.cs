using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Rules;

/// <summary>
/// What rules would have given for the events of a past period, beside what was given. Riders weigh as what they are
/// today; no fund runs dry, what it would have had to pay is told instead.
/// </summary>
public static class TryRules
{
    private const int MaxDays = 92;
    private const int Named = 10;

    /// <summary>By kind of event and county.</summary>
    public sealed record Part(string Event, string RegionCode, long Events, long Was, long WouldBe);

    public sealed record Change(Guid RiderId, long Was, long WouldBe);

    /// <param name="DifferenceFen">More (or less, below zero) that it would have had to set aside.</param>
    /// <param name="AvailableFen">What it has now.</param>
    public sealed record FundEffect(Guid FundId, string Name, long DifferenceFen, long AvailableFen);

    /// <param name="Gaining">Riders who would have got more.</param>
    /// <param name="Gainers">Of these the ten with the greatest difference.</param>
    public sealed record Answer(
        DateOnly From, DateOnly To, long Events, long Was, long WouldBe, IReadOnlyList<Part> Parts, int Gaining,
        int Losing, IReadOnlyList<Change> Gainers, IReadOnlyList<Change> Losers, IReadOnlyList<FundEffect> Funds);

    /// <param name="from">First day of the events in China.</param>
    /// <param name="to">Last day, included.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, DateOnly from, DateOnly to, PointsDb db, CancellationToken ct)
    {
        var invalid = new Invalid().When(
            from.Year < 2000 || to.Year > 2099 || to < from || to.DayNumber - from.DayNumber >= MaxDays, "from",
            $"起止日期须依次排列，最多 {MaxDays} 天。", $"From a day to a later one, at most {MaxDays} days.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (await SetAsync(db, id, ct) is not { } set)
        {
            return Refusal.NotFound.ToProblem();
        }

        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(1));
        return TypedResults.Ok(await RunAsync(db, set, from, to, ct));
    }

    private static async Task<RuleSet?> SetAsync(PointsDb db, Guid id, CancellationToken ct)
    {
        if (await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } row)
        {
            return new RuleSet(row.Version ?? 0, row.EffectiveFrom ?? default, RuleJson.ContentOf(row.Content));
        }

        var older = await db.Rules.AsNoTracking().Where(r => r.Id == RuleBook.SolvedCase).ToListAsync(ct);
        return older.Find(r => RuleSetView.IdOf(r) == id) is { } rule ? RuleSet.Of(rule) : null;
    }

    private static async Task<Answer> RunAsync(
        PointsDb db, RuleSet set, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var standings = set.Content.Weights.Count == 0 ? [] : await PastEvents.StandingsAsync(db, ct);
        var funds = await db.Funds.AsNoTracking().Where(f => f.Active).ToListAsync(ct);
        var (trial, sums) = (new Trial(set), new TrialSums());
        // A week's cap counts from its Monday.
        await foreach (var past in PastEvents.OfAsync(db, RuleBook.WeekOf(from), to).WithCancellation(ct))
        {
            var fund = funds.Where(f => past.RegionCode.StartsWith(f.RegionCode, StringComparison.Ordinal))
                .MaxBy(f => f.RegionCode.Length);
            var points = past.Unsolved || fund is null ? 0 : trial.Decide(
                past.RiderId, past.ToEvent(), standings.GetValueOrDefault(past.RiderId) ?? Standing.None);
            if (past.Day >= from)
            {
                sums.Add(past, points, fund);
            }
        }

        var left = await db.Accounts.AsNoTracking().Where(a => a.Kind == AccountKind.Available)
            .ToDictionaryAsync(a => a.FundId, a => a.Credits - a.Debits - a.DebitsPending, ct);
        return sums.ToAnswer(from, to, Named, left);
    }
}
