using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Idempotency;

namespace RiderPlatform.ServiceDefaults.Tests.Idempotency;

public sealed class IdempotencyFixture : ProbeFixture
{
    public sealed record Body(string Text);

    protected override void Map(WebApplication app) =>
        app.MapPost("/notes", async (Body body, ProbeDb db, CancellationToken ct) =>
    {
        var note = new Note { Id = Guid.CreateVersion7(), Text = body.Text, RegionCode = "51" };
        db.Add(note);
        await db.SaveChangesAsync(ct);
        return body.Text switch
        {
            "refused" => Results.Problem(statusCode: 409),
            "crashes" => throw new NotSupportedException("after the save"),
            _ => (IResult)TypedResults.Created($"/notes/{note.Id}", note),
        };
    }).Idempotent();
}

public sealed class IdempotencyTests(IdempotencyFixture fixture) : IClassFixture<IdempotencyFixture>
{
    private readonly Guid _caller = Guid.CreateVersion7();

    [Fact]
    public async Task TheSameRequest_ThirtyTwoTimesAtOnce_IsDoneOnce_AndAnsweredAlike()
    {
        var text = $"{Guid.CreateVersion7()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => PostAsync("once", text)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(answers.Select(a => a.Headers.Location!.ToString()).Distinct());
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(31, answers.Count(a => a.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1, await CountAsync(text));
    }

    [Fact]
    public async Task TheSameKey_WithOtherContent_IsRefused_AndAnotherCallersIsTheirOwn()
    {
        var text = $"{Guid.CreateVersion7()}";
        using var first = await PostAsync("key", text);
        using var other = await PostAsync("key", text + "!");
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Contains("IdempotencyKeyReused", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var stranger = await PostAsync("key", text, Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.Created, stranger.StatusCode);
        Assert.Equal(2, await CountAsync(text));
    }

    [Theory]
    [InlineData("refused", HttpStatusCode.Conflict)]
    [InlineData("crashes", HttpStatusCode.InternalServerError)]
    public async Task ARefusalOrACrash_ChangesNothing_AndIsNotRemembered(string text, HttpStatusCode status)
    {
        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync(text, text);
            Assert.Equal(status, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Idempotency-Replayed"));
        }

        Assert.Equal(0, await CountAsync(text));
    }

    [Theory]
    [InlineData("with space", 1)]
    [InlineData("k", 201)]
    public async Task AKeyThatIsNoTokenOrTooLong_IsRefused(string key, int times)
    {
        using var answer = await PostAsync(string.Concat(Enumerable.Repeat(key, times)), "any");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<int> CountAsync(string text) => fixture.WithAsync(db => db.Notes.CountAsync(n => n.Text == text));

    private async Task<HttpResponseMessage> PostAsync(string key, string text, Guid? caller = null)
    {
        var client = fixture.Client(caller ?? _caller);
        using var request =
            new HttpRequestMessage(
            HttpMethod.Post, new Uri("/notes", UriKind.Relative)) { Content = JsonContent.Create(new { text }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
