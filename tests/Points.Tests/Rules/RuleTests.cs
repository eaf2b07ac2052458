using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Rules;

public sealed class RuleTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const string Path = "/api/v1/points/rules";
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(1);
    private static readonly object Content = RuleDesk.Content([RuleDesk.Clue("clue", 20)]);
    private readonly RuleDesk _desk = new(fixture);

    [Fact]
    public async Task Draft_IsPublishedByAnotherPerson_Once_AndNeverChangedAgain()
    {
        var id = await _desk.DraftAsync(Later, Content);
        var rider = fixture.Rider(Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.NotFound, (await rider.GetAsync($"{Path}/{id}")).StatusCode);
        Assert.Equal("OwnDraft", await (await PublishAsync(_desk.Writer, id)).RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal("Stale", await (await PublishAsync(_desk.Publisher, id, 7)).RefusalAsync(HttpStatusCode.Conflict));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PublishAsync(_desk.Publisher, id)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));

        var list = await rider.GetFromJsonAsync<JsonElement>($"{Path}?status=Published");
        var versions = list.GetProperty("items").EnumerateArray().ToList();
        var mine = versions.Single(v => v.GetProperty("id").GetGuid() == id);
        Assert.True(mine.GetProperty("version").GetInt32() > 1);
        Assert.Equal([1], versions.Where(v => v.GetProperty("inForce").GetBoolean())
            .Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal("NotDraft", await (await ChangeAsync(id, 2)).RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Draft_ThatAnotherChanged_IsStale_AndWhoChangedItDoesNotPublish()
    {
        var id = await _desk.DraftAsync(Later, Content);
        await (await _desk.Publisher.PutAsJsonAsync($"{Path}/{id}", Body(1))).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Stale", await (await ChangeAsync(id, 1)).RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "OwnDraft", await (await PublishAsync(_desk.Publisher, id, 2)).RefusalAsync(HttpStatusCode.Conflict));
        await (await _desk.Writer.PostAsync($"{Path}/{id}/discarding", new { revision = 2 }))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal("NotDraft", await (await ChangeAsync(id, 3)).RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Publish_WithoutNotice_IsRefused()
    {
        var id = await _desk.DraftAsync(TimeProvider.System.GetUtcNow().AddMinutes(4), Content);
        Assert.Equal("TooSoon", await (await PublishAsync(_desk.Publisher, id)).RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Draft_ByARider_IsForbidden() => Assert.Equal(HttpStatusCode.Forbidden,
        (await fixture.Rider(Guid.CreateVersion7()).PostAsync(Path, Body(0))).StatusCode);

    [Theory]
    [InlineData("""{"lines":[],"caps":[],"weights":[]}""", "content.lines")]
    [InlineData("""{"lines":[null],"caps":[],"weights":[]}""", "content.lines[0].id")]
    [InlineData("""{"lines":[{"id":"A","event":"solved-case","points":1}]}""", "content.lines[0].id")]
    [InlineData("""{"lines":[{"id":"a","event":"solved-case"}]}""", "content.lines[0].points")]
    [InlineData("""{"lines":[{"id":"a","event":"x","points":1}]}""", "content.lines[0].event")]
    [InlineData("""{"lines":[{"id":"a","event":"verified-demand","role":"Joiner"}]}""", "content.lines[0].role")]
    [InlineData("""{"lines":[{"id":"a","event":"solved-case","points":-1}]}""", "content.lines[0].points")]
    [InlineData(
        """{"lines":[{"id":"a","event":"solved-case","points":9223372036854775807}]}""", "content.lines[0].points")]
    [InlineData(
        """{"lines":[{"id":"a","event":"solved-case","points":1,"region":"5a"}]}""", "content.lines[0].region")]
    [InlineData("""{"lines":[{"id":"a","event":"verified-demand"},{"id":"a","event":"verified-demand"}]}""",
        "content.lines")]
    [InlineData("""
        {"lines":[{"id":"a","event":"verified-demand"}],"caps":[{"event":"verified-demand","perDay":0}]}
        """, "content.caps[0]")]
    [InlineData("""
        {"lines":[{"id":"a","event":"verified-demand"}],"weights":[{"standing":"King","percent":100}]}
        """, "content.weights[0]")]
    public async Task Draft_OfAbsurdRules_IsRefused(string content, string field)
    {
        var answer = await _desk.Writer.PostAsync(
            Path, new { title = "荒唐", content = JsonSerializer.Deserialize<JsonElement>(content) });
        var errors = (await answer.ReadAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal([field], errors.EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public Task Model_HasNoPendingChanges() => fixture.WithAsync<PointsDb, int>(db =>
    {
        Assert.False(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions
            .HasPendingModelChanges(db.Database));
        return Task.FromResult(0);
    });

    private static object Body(int revision) =>
        new { title = "改过的规则", effectiveFrom = Later, content = Content, revision };

    private Task<HttpResponseMessage> ChangeAsync(Guid id, int revision) =>
        _desk.Writer.PutAsJsonAsync($"{Path}/{id}", Body(revision));

    private static Task<HttpResponseMessage> PublishAsync(HttpClient who, Guid id, int revision = 1) =>
        who.PostAsync($"{Path}/{id}/publication", new { revision });
}
