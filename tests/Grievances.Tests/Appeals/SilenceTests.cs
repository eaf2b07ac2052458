using RiderPlatform.Grievances.Appeals;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Appeals;

/// <summary>A platform that says nothing until its clock runs out.</summary>
[Collection(AppealsFixture.Name)]
public sealed class SilenceTests(AppealsFixture fixture) : IAsyncLifetime
{
    private static readonly DateTimeOffset Then = TimeProvider.System.GetUtcNow().AddDays(-21);

    public Task InitializeAsync() => fixture.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Silence_IsForTheRider_Once_OnManyReplicas_AndGoesToTheCommittee()
    {
        var rider = fixture.NewRider();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await fixture.FileAsync(AppealsFixture.Appeal($"Q-{i}", Then), rider)).Id());
        }

        // Two days without anybody: all of them fell due while nothing ran.
        await DueAsync(ids, "- interval '2 days'");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            fixture.WithAsync<UpholdSilent, int>(u => u.RunAsync(CancellationToken.None))));
        var list = $"('{string.Join("','", ids)}')";
        Assert.Equal(5, await fixture.ScalarAsync<long>(
            $"select count(*) from appeals where outcome = 'AppealUpheldBySilence' and case_id in {list}"));
        Assert.Equal(5, await fixture.ScalarAsync<long>($"""
            select count(*) from cases where unit_id = '{AppealsFixture.WorkCommittee}' and status = 'Dispatched'
                and version = 3 and supervised_at is not null and unit_due_at > now() and id in {list}
            """));
        Assert.Equal(5, await fixture.ScalarAsync<long>($"""
            select count(*) from supervise_orders
            where unit_id = '{AppealsFixture.WorkCommittee}' and issued_by is null and case_id in {list}
            """));
        Assert.Equal(15, await fixture.ScalarAsync<long>($"select count(*) from case_events where case_id in {list}"));
        Assert.Equal(0, await fixture.WithAsync<UpholdSilent, int>(u => u.RunAsync(CancellationToken.None)));

        var view = await fixture.GetAsync(rider, $"appeals/{ids[0]}");
        Assert.Equal("平台逾期未答复，申诉成立", view.GetProperty("outcomeName").Text("zh"));
        var late = await fixture.AnswerAsync(
            fixture.A, ids[0], new { version = 3, decision = "PenaltyRevoked", reason = "x" }, 409);
        Assert.Equal("/problems/AnswerTooLate", late.Text("type"));
        Assert.Equal("AppealUpheldBySilence", (await fixture.GetAsync(fixture.A, $"appeals/{ids[0]}")).Text("outcome"));
        await fixture.GetAsync(fixture.A, $"cases/{ids[0]}", 404);

        var committee = fixture.ClientFor(null, new Grant(Roles.Handler, "5101", AppealsFixture.WorkCommittee));
        await fixture.StepAsync(committee, ids[0], "accept", new { version = 3 });
        await fixture.StepAsync(committee, ids[0], "resolve", new { version = 4, note = "平台已退款 35 元" });
    }

    [Fact]
    public async Task PastTheClock_NothingIsDecided_EvenBeforeTheSweep_AndPausesCount()
    {
        var id = (await fixture.FileAsync(AppealsFixture.Appeal("P-1", Then))).Id();
        // Held by somebody else for a moment, as by another replica: the sweep passes by, and the clock still rules.
        await using var source = Npgsql.NpgsqlDataSource.Create(fixture.Database);
        await using (var held = await source.OpenConnectionAsync())
        {
            await using var transaction = await held.BeginTransactionAsync();
            await using var command = new Npgsql.NpgsqlCommand(
                $"select 1 from appeals where case_id = '{id}' for update", held, transaction);
            await command.ExecuteScalarAsync();
            await DueAsync([id], "- interval '1 second'");
            await fixture.WithAsync<UpholdSilent, int>(u => u.RunAsync(CancellationToken.None));
            var late = await fixture.AnswerAsync(
                fixture.A, id, new { version = 2, decision = "PenaltyRevoked", reason = "x" }, 409);
            Assert.Equal("/problems/AnswerTooLate", late.Text("type"));
            Assert.Equal(2, await fixture.ScalarAsync<int>($"select version from cases where id = '{id}'"));
            await DueAsync([id], "+ interval '1 hour'");
            await transaction.RollbackAsync();
        }

        await fixture.WithAsync<UpholdSilent, int>(u => u.RunAsync(CancellationToken.None));
        await fixture.AnswerAsync(fixture.A, id, new { version = 2, decision = "PenaltyRevoked", reason = "x" });
    }

    private Task<long> DueAsync(IEnumerable<Guid> ids, string moved) => fixture.ScalarAsync<long>($"""
        with moved as (update cases set unit_due_at = now() {moved}
            where id in ('{string.Join("','", ids)}') returning 1)
        select count(*) from moved
        """);
}
