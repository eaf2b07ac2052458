using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Many at once over two replicas: one wins, the others are told who.</summary>
public sealed class RaceTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accept_By64AtOnce_HasOneWinner(bool withKeys)
    {
        var replica = await fixture.StartReplicaAsync();
        var id = (await fixture.ReportAsync()).Id();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            var account = Guid.CreateVersion7();
            var client = fixture.Handler(account);
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            if (withKeys)
            {
                client.DefaultRequestHeaders.Add("Idempotency-Key", $"accept-{i}");
            }

            return (Account: account,
                Response: await client.PostAsJsonAsync($"/api/v1/cases/{id}/accept", new { version = 2 }));
        }));
        var winner = Assert.Single(answers, a => a.Response.IsSuccessStatusCode);
        foreach (var (_, response) in answers.Where(a => a != winner))
        {
            var problem = await response.ProblemAsync(409, "AlreadyAccepted");
            Assert.Equal((winner.Account, GrievancesFixture.Urban, "锦江区城管局", "Accepted", 3),
                (problem.Id("acceptedBy"), problem.GetProperty("currentOwner").Id(), problem.GetProperty("currentOwner")
                    .Text("name"), problem.Text("caseStatus"), problem.Number("version")));
        }

        Assert.Equal(
            1, await fixture.ScalarAsync<long>(
            $"select count(*) from case_events where case_id = '{id}' and kind = 'Accepted'"));
    }

    /// <summary>The step has read the case before the order came, and writes it afterwards.</summary>
    [Fact]
    public async Task Order_ThatComesWhileAStepIsTaken_StaysOnTheCase()
    {
        var id = (await fixture.ReportAsync()).Id();
        await using var connection = new NpgsqlConnection(fixture.Database);
        await connection.OpenAsync();
        await using var order = await connection.BeginTransactionAsync();
        await using (var issue = new NpgsqlCommand("update cases set supervised_at = now() where id = $1", connection))
        {
            issue.Parameters.Add(new() { Value = id });
            await issue.ExecuteNonQueryAsync();
        }

        var accepted = fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await Eventually.IsAsync(() => fixture.ScalarAsync<long>(
            "select count(*) from pg_locks l where not granted and pid in (select pid from pg_stat_activity "
            + "where query like 'with step as materialized%')"), waiting => waiting > 0);
        await order.CommitAsync();
        Assert.Equal("Accepted", (await accepted).Text("status"));
        Assert.Equal(1, await fixture.ScalarAsync<long>(
            $"select count(*) from cases where id = '{id}' and supervised_at is not null"));
    }

    /// <summary>
    /// 64 at once for each of many cases, half at either replica: one winner each. A thousand cases take a minute and a
    /// half of both cores, so that only <c>RIDERPLATFORM_RACES=1000</c> asks for them.
    /// </summary>
    [Fact]
    public async Task Accept_OfManyCases_HasOneWinnerEach()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("RIDERPLATFORM_RACES"), out var asked) ? asked : 25;
        var replica = await fixture.StartReplicaAsync();
        var racers = Enumerable.Range(0, 64).Select(i =>
        {
            var account = Guid.CreateVersion7();
            var client = fixture.Handler(account);
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            return (Account: account, Client: client);
        }).ToList();
        var cases = new List<Guid>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(50))
        {
            var reported = await Task.WhenAll(batch.Select(_ => fixture.ReportAsync()));
            cases.AddRange(reported.Select(r => r.Id()));
        }

        var winners = new Dictionary<Guid, Guid>();
        foreach (var id in cases)
        {
            var answers = await Task.WhenAll(racers.Select(async r => (r.Account, (await r.Client.PostAsJsonAsync(
                $"/api/v1/cases/{id}/accept", new { version = 2 })).StatusCode)));
            Assert.All(answers, a => Assert.True((int)a.StatusCode is 200 or 409));
            winners.Add(id, Assert.Single(answers, a => (int)a.StatusCode == 200).Account);
        }

        var stored = (await fixture.WithAsync<GrievancesDb, List<(Guid, Guid?)>>(async db =>
            (await db.CaseEvents.Where(e => e.Kind == "Accepted" && cases.Contains(e.CaseId))
                .Select(e => new { e.CaseId, e.ActorId }).ToListAsync()).ConvertAll(e => (e.CaseId, e.ActorId))));
        Assert.Equal(
            winners.Select(w => (w.Key, (Guid?)w.Value)).Order(), stored.Order());
    }

    [Fact]
    public async Task AcceptAndReturnAtOnce_OneOfThemHappened()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = (await fixture.ReportAsync()).Id();
            var responses = await Task.WhenAll(
                fixture.Handler().PostAsJsonAsync($"/api/v1/cases/{id}/accept", new { version = 2 }),
                fixture.Handler()
                    .PostAsJsonAsync($"/api/v1/cases/{id}/return", GrievancesFixture.Return(2, "不属于本单位")));
            Assert.Single(responses, r => r.IsSuccessStatusCode);
            Assert.Equal(3, await fixture.ScalarAsync<int>($"select version from cases where id = '{id}'"));
            Assert.Equal(
                3, await fixture.ScalarAsync<long>($"select count(*) from case_events where case_id = '{id}'"));
        }
    }

    /// <summary>
    /// Three hundred riders at once, each sending twice with the same key, the second time elsewhere.
    /// </summary>
    [Fact]
    public async Task Reports_ThatArriveTogether_AreWrittenTogetherAndEachOnce()
    {
        var replica = await fixture.StartReplicaAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 300).SelectMany(i =>
        {
            var rider = Guid.CreateVersion7();
            return new[] { fixture.Address, replica.Address }.Select(async address =>
            {
                var client = fixture.ClientFor(rider, new Grant(Roles.Rider, "5101", null));
                client.BaseAddress = address;
                client.DefaultRequestHeaders.Add("Idempotency-Key", $"together-{i:000}");
                var clue = new { category = "other", text = $"一起上报 {i}", longitude = 104.081, latitude = 30.657 };
                return (await (await client.PostAsJsonAsync("/api/v1/clues", clue)).ReadAsync(201)).Text("number");
            });
        }));
        const string Cases = "from cases where text like '一起上报%'";
        Assert.Equal(300, numbers.Distinct().Count());
        Assert.Equal(300, await fixture.ScalarAsync<long>($"select count(*) {Cases}"));
        Assert.InRange(await fixture.ScalarAsync<long>($"select count(distinct xmin::text) {Cases}"), 1, 250);
        Assert.Equal(300, await fixture.ScalarAsync<long>(
            $"select count(*) from case_events where version = 1 and case_id in (select id {Cases})"));
    }

    /// <summary>
    /// What the checks before let through and PostgreSQL still refuses must not fall on the neighbours.
    /// </summary>
    [Fact]
    public async Task Reports_ThatCannotBeStored_FailAlone()
    {
        var store = fixture.Services.GetRequiredService<IntakeStore>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var report = NewReport(i % 10 == 3 ? "\0" : $"邻居 {i}");
            try
            {
                return await store.TryInsertAsync(report, [], CancellationToken.None);
            }
            catch (PostgresException e) when (e.SqlState == "22021")
            {
                return "refused";
            }
        }));
        Assert.Equal(10, answers.Count(a => a == "refused"));
        Assert.Equal(90, answers.Where(a => a != "refused").Distinct().Count(a => a is not null));
        Assert.Equal(90, await fixture.ScalarAsync<long>("select count(*) from cases where text like '邻居%'"));
    }

    [Fact]
    public async Task Sweep_RemovesWhatNoCaseRefersTo()
    {
        var store = fixture.Services.GetRequiredService<FolderPhotoStore>();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);
        var orphan = Path.Combine(store.TemporaryFolder, "orphan.jpg");
        await File.WriteAllBytesAsync(orphan, Pictures.Jpeg);
        var key = await store.PutAsync(orphan, day, CancellationToken.None);
        var left = Path.Combine(store.TemporaryFolder, "left.upload");
        await File.WriteAllTextAsync(left, "x");
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        Assert.Equal(2, await fixture.Services.GetRequiredService<PhotoSweep>().SweepAsync(CancellationToken.None));
        Assert.Null(store.Open(key));
        Assert.False(File.Exists(left));
    }

    private static NewCase NewReport(string text) => new()
    {
        Id = Guid.CreateVersion7(), NumberPrefix = "XS20261122-", KindName = "Clue", Category = "other", Severity = 2,
        RegionCode = "510104", Text = text, Position = null, ReporterId = Guid.CreateVersion7(),
        ActorId = Guid.CreateVersion7(), IdempotencyKey = null, RequestHash = null, UnitId = null,
        ReportedAt = TimeProvider.System.GetUtcNow(), LocationJson = "{}", DecisionJson = "{}", ReportedFact = "{}",
        DispatchedFact = null, TraceParent = null, RiderDueAt = TimeProvider.System.GetUtcNow().AddHours(120),
        ResponseDueAt = TimeProvider.System.GetUtcNow().AddHours(24),
        TimerAt = TimeProvider.System.GetUtcNow().AddHours(18),
        ActorRole = "rider", AnswersJson = null, ReportedType = "clue-reported.v1",
    };
}
