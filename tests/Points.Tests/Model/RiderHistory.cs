using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Model;

/// <summary>One rider's history, done to the service by two replicas and to the model side by side.</summary>
internal sealed class RiderHistory(
    PointsFixture fixture, IServiceProvider[] replicas, Guid[] rewards, RiderModel model)
{
    private static readonly string[] Severities = ["Minor", "Ordinary", "Major"];
    private static readonly long[] Asked = [5, 10, 30];
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();
    /// <summary>How far the ends were swept; the same for all, because a sweep never looks back.</summary>
    private static int _hour;

    private readonly Guid _rider = Guid.CreateVersion7();
    private readonly List<Guid> _cases = [];
    private readonly List<string> _codes = [];
    private int _step;

    /// <summary>Three bytes a command. Answers the first difference, or null.</summary>
    public async Task<string?> RunAsync(byte[] script)
    {
        await AwardAsync(0, 2);
        await fixture.WithAsync<PointsDb, int>(db =>
            db.Riders.Where(r => r.Id == _rider).ExecuteUpdateAsync(s => s.SetProperty(r => r.RegionCode, "510104")));
        foreach (var c in script.Chunk(3).Where(c => c.Length == 3))
        {
            _step++;
            var done = (c[0] % 8) switch
            {
                0 or 1 or 2 => await AwardAsync(c[1], c[2]),
                3 or 4 => await RedeemAsync(c[1], c[2] % 2 == 0),
                5 => await VoidAsync(c[1]),
                6 => await ExpireAsync(c[1]),
                _ => await TakeBackAsync(c[1]),
            };
            if ((done ?? await CompareAsync()) is { } difference)
            {
                return $"step {_step}, {string.Join(' ', c)}: {difference}";
            }
        }

        return null;
    }

    /// <summary>Delivered to one replica, again to the other, and once more with another body.</summary>
    private async Task<string?> AwardAsync(byte day, byte kind)
    {
        var fact = PointsFixture.Closed(_rider, Severities[kind % 3]) with
        {
            ReportedAt = new DateTimeOffset(2026, 5, 1, 2, 0, 0, TimeSpan.Zero).AddDays(day % 3),
        };
        _cases.Add(fact.CaseId);
        var ends = _hour + 24 + (kind * 5) + (_cases.Count % 5);
        while (model.Lots.Exists(l => l.Ends == ends))
        {
            ends++;
        }

        model.Award(day % 3, Asked[kind % 3], ends);
        await PointsFixture.ConsumeAsync(replicas[kind % 2], fact);
        await PointsFixture.ConsumeAsync(replicas[(kind + 1) % 2], fact);
        await PointsFixture.ConsumeAsync(replicas[kind % 2], fact with { Severity = "Major", CaseVersion = 99 });
        await EndAsync(fact.CaseId, Start.AddHours(ends));
        await Task.WhenAll(replicas.Select(r =>
            r.GetRequiredService<CollectDebts>().SweepAsync(CancellationToken.None)));
        return null;
    }

    private async Task<string?> RedeemAsync(byte which, bool twice)
    {
        var index = which % rewards.Length;
        var (client, key) = (fixture.Rider(_rider), $"{_rider}-{_step}");
        var path = $"/api/v1/rewards/{rewards[index]}/redemptions";
        var answer = await client.PostAsync(path, null, key);
        var wanted = model.Redeem(10 * (index + 1)) ? HttpStatusCode.Created : HttpStatusCode.Conflict;
        var replay = twice ? await client.PostAsync(path, null, key) : answer;
        if (answer.StatusCode != wanted || replay.StatusCode != wanted)
        {
            return $"redemption: {answer.StatusCode} and again {replay.StatusCode}, not {wanted}";
        }

        if (wanted == HttpStatusCode.Created)
        {
            _codes.Add((await answer.ReadAsync(wanted)).GetProperty("code").GetString()!);
        }

        return null;
    }

    private async Task<string?> VoidAsync(byte which)
    {
        if (model.OpenVouchers == 0)
        {
            return null;
        }

        var nth = which % model.OpenVouchers;
        var code = _codes[nth];
        _codes.RemoveAt(nth);
        model.Void(nth);
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update voucher set expires_at = issued_at - interval '1 day' where code = {fixture.Stored(code)}"));
        await Task.WhenAll(replicas.Select(r =>
            r.GetRequiredService<ExpireVouchers>().SweepAsync(CancellationToken.None)));
        return null;
    }

    private async Task<string?> ExpireAsync(byte hours)
    {
        _hour += hours;
        model.Expire(_hour);
        await Task.WhenAll(replicas.Select(r =>
            r.GetRequiredService<ExpireLots>().SweepAsync(Start.AddHours(_hour), CancellationToken.None)));
        return null;
    }

    private async Task<string?> TakeBackAsync(byte which)
    {
        var award = which % model.Lots.Count;
        if (model.Lots[award] is { TakenBack: true } or { Given: 0 })
        {
            return null;
        }

        var id = await fixture.ScalarAsync<string>(
            "select transfer_id::text from award_decision where case_id = $1", _cases[award]);
        var asked = await Staff().PostAsync($"/api/v1/points/riders/{_rider}/clawbacks",
            new { awardId = id, reason = "虚报", source = "核查" });
        var proposal = (await asked.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var done = await (await Staff().PostAsync(
            $"/api/v1/points/proposals/{proposal}/decision", new { approve = true })).ReadAsync(HttpStatusCode.OK);
        var got = (done.GetProperty("taken").GetInt64(), done.GetProperty("owed").GetInt64());
        var wanted = model.TakeBack(award);
        return got == wanted ? null : $"taken back {got}, not {wanted}";
    }

    private async Task<string?> CompareAsync()
    {
        var left = await fixture.WithAsync<PointsDb, List<long>>(db => db.Database.SqlQuery<long>($"""
            select d.points - coalesce(l.used, 0) as "Value" from award_decision d
            left join lot l on l.id = d.transfer_id
            where d.rider_id = {_rider} order by array_position({_cases.ToArray()}, d.case_id)
            """).ToListAsync());
        var wanted = model.Lots.Select(l => l.Left).ToList();
        if (!left.SequenceEqual(wanted))
        {
            return $"lots {string.Join(',', left)}, not {string.Join(',', wanted)}";
        }

        var (balance, held) = await fixture.PointsOfAsync(_rider);
        return (balance, held) == (model.Balance, model.Held)
            ? null : $"{balance} and {held} held, not {model.Balance} and {model.Held}";
    }

    private HttpClient Staff() => fixture.ClientFor(null, new Grant(Roles.Secretary, "5101", null));

    /// <summary>An end of the history's own, where the rule would give two years.</summary>
    private Task<int> EndAsync(Guid @case, DateTimeOffset ends) => fixture.WithAsync<PointsDb, int>(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"""
            set local session_replication_role = replica;
            update award_decision set expires_at = {ends} where case_id = {@case};
            update lot set expires_at = {ends}, due_at = {ends}
            where id in (select transfer_id from award_decision where case_id = {@case});
            """);
        await transaction.CommitAsync();
        return 0;
    });
}
