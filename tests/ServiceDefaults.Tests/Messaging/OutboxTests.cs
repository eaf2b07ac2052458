using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

public sealed class OutboxTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>
{
    /// <summary>The first commit fails after every confirm has come, as if the relay had died in between.</summary>
    [Fact]
    public async Task Relay_ThatCrashesBeforeItsCommit_SendsAgainUnderTheSameId_AndItIsTakenOnce()
    {
        await fixture.ExecuteAsync("""
            create sequence tries;
            create function crash_once() returns trigger language plpgsql as $$ begin
                if old.key = 'crash' and nextval('tries') = 1 then raise exception 'as planned'; end if;
                return null;
            end $$;
            create constraint trigger crash after delete on outbox deferrable initially deferred
                for each row execute function crash_once();
            """);
        await using var ear = await fixture.ListenAsync("organisation-changed.v1");
        var fact = MessagingFixture.Fact("sent twice");
        var row = OutboxRow.Of(fact, "crash", 1);
        await AddAsync(row);
        await Eventually.IsAsync(() => Task.FromResult(ear.Ids.Count(i => i == row.Id)), n => n == 2);
        await Eventually.IsAsync(() => WaitingAsync(row.Id), waiting => !waiting);
        await SentinelAsync();
        Assert.Equal(1, (await fixture.NoteAsync(fact.OrganisationId)).Times);
    }

    [Fact]
    public async Task AFactThatNobodyListensTo_Waits_AndStopsNoOther_AndArrivesOnceSomebodyDoes()
    {
        var closed = OutboxRow.Of(new CaseClosed
        {
            CaseId = Guid.CreateVersion7(), CaseVersion = 1, RiderId = null, Kind = "Clue", Category = "other",
                Severity = "Minor",
            Outcome = "Solved", RegionCode = "5101", ReportedAt = DateTimeOffset.UnixEpoch,
                OccurredAt = DateTimeOffset.UnixEpoch,
        }, "case", 1);
        await AddAsync(closed);
        await Eventually.IsAsync(
            () => fixture.WithAsync(db =>
                db.Set<OutboxRow>().Where(o => o.Id == closed.Id).Select(o => o.Attempts).SingleAsync()),
            attempts => attempts >= 2);
        await SentinelAsync();
        await using var ear = await fixture.ListenAsync("case-closed.v1");
        await Eventually.IsAsync(() => Task.FromResult(ear.Ids), ids => ids.SequenceEqual([closed.Id]));
        await Eventually.IsAsync(() => WaitingAsync(closed.Id), waiting => !waiting);
    }

    [Fact]
    public async Task ABroadcastThatNobodyListensTo_IsSent()
    {
        var row = OutboxRow.Of(new CaseAccepted
        {
            CaseId = Guid.CreateVersion7(), CaseVersion = 1, UnitId = Guid.CreateVersion7(), RegionCode = "5101",
            OccurredAt = DateTimeOffset.UnixEpoch,
        }, "case", 1);
        await AddAsync(row);
        await Eventually.IsAsync(() => WaitingAsync(row.Id), waiting => !waiting);
    }

    [Theory]
    [InlineData("nobody-knows.v1", "{}")]
    [InlineData("organisation-changed.v1", "{}")]
    [InlineData("organisation-changed.v1", "null")]
    [InlineData("organisation-changed.v1", "no json")]
    public async Task ARowThatCannotBeRead_IsParked_AndStopsNoOther(string type, string payload)
    {
        var bad =
            new OutboxRow { Id = Guid.CreateVersion7(), Type = type, Key = "bad", Version = 1, Payload = payload };
        var good = MessagingFixture.Fact("beside a bad one");
        await AddAsync(bad, OutboxRow.Of(good, "good", 1));
        await fixture.NoteAsync(good.OrganisationId);
        var parked = await Eventually.ReturnsAsync(
            () => fixture.WithAsync(db => db.Set<ParkedOutboxRow>().AsNoTracking().SingleAsync(p => p.Id == bad.Id)));
        Assert.Equal((type, payload), (parked.Type, parked.Payload));
        Assert.NotEmpty(parked.Error);
        Assert.False(await WaitingAsync(bad.Id));
    }

    [Fact]
    public async Task AFactOfARolledBackChange_IsNeverSent()
    {
        var fact = MessagingFixture.Fact("rolled back");
        await fixture.WithAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(fact, fact.OrganisationId, 1);
            return await db.SaveChangesAsync();
        });
        await SentinelAsync();
        Assert.False(await fixture.WithAsync(db => db.Notes.AnyAsync(n => n.Id == fact.OrganisationId)));
    }

    /// <summary>
    /// With the broker away a service starts, serves, says Degraded, and keeps its facts until it is back.
    /// </summary>
    [Fact]
    public async Task WithTheBrokerAway_AServiceServes_AndItsFactsWait()
    {
        var away = new MessagingFixture();
        await away.InitializeAsync();
        await away.StopAsync();
        await away.StartAsync(broker: "amqp://test:test@127.0.0.1:1/");
        using var client = away.Client();
        Assert.Contains(
            "Degraded", await client.GetStringAsync(new Uri("/health", UriKind.Relative)), StringComparison.Ordinal);
        var fact = MessagingFixture.Fact("patient");
        await away.PublishAsync(fact);
        Assert.Equal(1, await away.WithAsync(db => db.Set<OutboxRow>().CountAsync()));
        await away.StopAsync();
        await away.StartAsync();
        Assert.Equal(1, (await away.NoteAsync(fact.OrganisationId)).Times);
        await away.DisposeAsync();
    }

    /// <summary>A fact that was added later and has arrived: whatever was to come before it has come.</summary>
    private async Task SentinelAsync()
    {
        var fact = MessagingFixture.Fact("sentinel");
        await fixture.PublishAsync(fact);
        await fixture.NoteAsync(fact.OrganisationId);
    }

    private Task<int> AddAsync(params OutboxRow[] rows) => fixture.WithAsync(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    private Task<bool> WaitingAsync(Guid id) => fixture.WithAsync(db => db.Set<OutboxRow>().AnyAsync(o => o.Id == id));
}
