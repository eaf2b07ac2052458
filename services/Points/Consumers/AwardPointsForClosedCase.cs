using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>
/// Awards the rider of each solved clue, once for a case and a rule whatever is delivered again, reopened or closed
/// anew. Plain Npgsql, one round trip for a batch: row by row through EF Core reached 2,000 awards/s, arrays 57,000 and
/// more.
/// </summary>
public sealed class AwardPointsForClosedCase(
    PointsDb db, AwardRules rules, AwardMetrics metrics, LotLife life, TimeProvider time) : IConsumeFacts<CaseClosed>
{
    private const string Solved = "Solved";
    private const string Clue = "Clue";

    public async Task ConsumeAsync(IReadOnlyList<CaseClosed> facts, CancellationToken ct)
    {
        var book = await rules.CurrentAsync(ct);
        var claims = facts.Where(f => f is { Outcome: Solved, Kind: Clue, RiderId: not null })
            .Select(f =>
                (Fact: f, Claim: book.Claim(f.CaseId, f.Severity, f.ReportedAt) ?? throw new NoRuleException(f)))
            .ToArray();
        if (claims.Length == 0)
        {
            return;
        }

        await using var command = PostAwards(claims, time.GetUtcNow(), life);
        command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        metrics.Posted(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static NpgsqlCommand PostAwards(
        (CaseClosed Fact, AwardClaim Claim)[] claims, DateTimeOffset now, LotLife life)
    {
        var command = new NpgsqlCommand(AwardSql.PostAwards);
        Array(c => c.Claim.Key);
        Array(c => c.Fact.CaseId);
        Array(c => c.Fact.RiderId!.Value);
        Array(c => c.Fact.Category);
        Array(c => c.Fact.Severity);
        Array(c => c.Fact.RegionCode);
        Array(c => c.Claim.Day);
        Array(c => c.Claim.Points);
        Array(c => c.Claim.Rule.DailyCap);
        Array(c => c.Claim.Rule.Version);
        Array(_ => Guid.CreateVersion7(now));
        Array(c => life.ExpiryOf(now, c.Claim.Rule.ValidMonths));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RuleBook.SolvedCase });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(
            new NpgsqlParameter<string?> { TypedValue = Activity.Current is { Recorded: true } a ? a.Id : null });
        return command;

        void Array<T>(Func<(CaseClosed Fact, AwardClaim Claim), T> of) =>
            command.Parameters.Add(
                new NpgsqlParameter<T[]> { TypedValue = System.Array.ConvertAll(claims, c => of(c)) });
    }
}

/// <summary>No rule speaks of the case: the message is parked for operations, and no retry would change that.</summary>
public sealed class NoRuleException(CaseClosed fact)
    : Exception($"No rule awards severity '{fact.Severity}' reported at {fact.ReportedAt:O} (case {fact.CaseId}).");
