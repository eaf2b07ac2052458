using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

public sealed class InboxTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>
{
    [Fact]
    public async Task TheSameMessage_ManyTimes_HasOneEffect()
    {
        var fact = MessagingFixture.Fact("again and again");
        var row = OutboxRow.Of(fact, "same", 1);
        for (var i = 0; i < 5; i++)
        {
            await fixture.WithAsync(db =>
            {
                db.AddRange(Copy(row), Copy(row));
                return db.SaveChangesAsync();
            });
        }

        await fixture.NoteAsync(fact.OrganisationId);
        await EmptyAsync();
        Assert.Equal(1, (await fixture.NoteAsync(fact.OrganisationId)).Times);
    }

    [Fact]
    public async Task APoisonMessage_IsParkedAlone_WithItsReason()
    {
        var facts = Enumerable.Range(0, 20).Select(i => MessagingFixture.Fact(i == 7 ? "poison" : "good")).ToArray();
        await fixture.PublishAsync(facts);
        foreach (var fact in facts.Where(f => f.Name == "good"))
        {
            Assert.Equal(1, (await fixture.NoteAsync(fact.OrganisationId)).Times);
        }

        var parked = await Eventually.ReturnsAsync(() => fixture.WithAsync(
            db => db.Set<ParkedMessage>().AsNoTracking()
                .SingleAsync(p => p.Payload.Contains(facts[7].OrganisationId.ToString()))));
        Assert.Equal(
            ("organisation-changed.v1", "cannot take this", nameof(TakeNotes)),
            (parked.Type, parked.Error, parked.Consumer));
        Assert.False(await fixture.WithAsync(db => db.Notes.AnyAsync(n => n.Id == facts[7].OrganisationId)));
        Assert.False(await fixture.HasErrorQueueAsync());
    }

    [Theory]
    [InlineData("hiccup")]
    [InlineData("race")]
    public async Task AFaultThatPasses_IsTriedAgain_AndParksNothing(string name)
    {
        var facts = Enumerable.Range(0, 5).Select(i => MessagingFixture.Fact(i == 2 ? name : "beside")).ToArray();
        await fixture.PublishAsync(facts);
        foreach (var fact in facts)
        {
            Assert.Equal(1, (await fixture.NoteAsync(fact.OrganisationId)).Times);
        }

        Assert.False(await fixture.WithAsync(
            db => db.Set<ParkedMessage>().AnyAsync(p => p.Payload.Contains(facts[2].OrganisationId.ToString()))));
        Assert.False(await fixture.HasErrorQueueAsync());
    }

    /// <summary>
    /// A replica that is stopped in the middle gives back what it holds; the other takes it, each once.
    /// </summary>
    [Fact]
    public async Task AReplicaThatStopsInTheMiddle_LosesNothing_AndDoublesNothing()
    {
        var other = await fixture.StartAsync();
        var facts = Enumerable.Range(0, 3_000).Select(_ => MessagingFixture.Fact("many")).ToArray();
        foreach (var some in facts.Chunk(500))
        {
            await fixture.PublishAsync(some);
        }

        await Eventually.IsAsync(CountAsync, n => n > 100);
        await other.StopAsync();
        await Eventually.IsAsync(CountAsync, n => n == facts.Length, TimeSpan.FromSeconds(60));
        await EmptyAsync();
        Assert.Equal(
            facts.Length, await fixture.WithAsync(db => db.Notes.Where(n => n.Text == "many").SumAsync(n => n.Times)));
        Assert.False(await fixture.HasErrorQueueAsync());
    }

    private Task<int> CountAsync() => fixture.WithAsync(db => db.Notes.CountAsync(n => n.Text == "many"));

    /// <summary>
    /// Nothing waits in the outbox any more, and one more fact has gone all the way behind the others.
    /// </summary>
    private async Task EmptyAsync()
    {
        await Eventually.IsAsync(() => fixture.WithAsync(db => db.Set<OutboxRow>().CountAsync()), n => n == 0);
        var last = MessagingFixture.Fact("last");
        await fixture.PublishAsync(last);
        await fixture.NoteAsync(last.OrganisationId);
    }

    private static OutboxRow Copy(OutboxRow row) =>
        new() { Id = row.Id, Type = row.Type, Key = row.Key, Version = row.Version, Payload = row.Payload };
}
