using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Rules;

/// <summary>The dry run: what a draft would have given for what has been decided.</summary>
public sealed class TrialTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const string Period = "trial?from=2026-05-01&to=2026-05-31";

    [Fact]
    public async Task Trial_TellsTheDifference_ByPartRiderAndFund_AndChangesNothing()
    {
        var desk = new RuleDesk(fixture);
        var fund = await fixture.FundAsync("510122", 1_000_000);
        var (major, minor, unsolved) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.ConsumeAsync(
            PointsFixture.Closed(major, "Major", "510122001"), PointsFixture.Closed(major, "Major", "510122001"),
            PointsFixture.Closed(minor, "Minor", "510122001"), PointsFixture.Closed(minor, "Minor", "510105001"),
            PointsFixture.Closed(unsolved, "Major") with { Outcome = "Duplicate" });
        var draft = await desk.DraftAsync(TimeProvider.System.GetUtcNow().AddDays(1), RuleDesk.Content(
            [RuleDesk.Clue("major", 40, "Major", perDay: 50), RuleDesk.Clue("other", 1)]));

        var answer = await (await desk.Writer.GetAsync($"/api/v1/points/rules/{draft}/{Period}"))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal((5, 70, 52), (Number(answer, "events"), Number(answer, "was"), Number(answer, "wouldBe")));
        var part = answer.GetProperty("parts").EnumerateArray()
            .Single(p => p.GetProperty("regionCode").GetString() == "510122");
        Assert.Equal((3, 65, 51), (Number(part, "events"), Number(part, "was"), Number(part, "wouldBe")));
        Assert.Equal((0, 2), (Number(answer, "gaining"), Number(answer, "losing")));
        Assert.Equal([major, minor],
            answer.GetProperty("losers").EnumerateArray().Select(r => r.GetProperty("riderId").GetGuid()));
        var effect = answer.GetProperty("funds").EnumerateArray()
            .Single(f => f.GetProperty("fundId").GetGuid() == fund);
        Assert.Equal((-140, 999_350), (Number(effect, "differenceFen"), Number(effect, "availableFen")));
        Assert.Equal((60, 0), await fixture.PointsOfAsync(major));

        // The rules that were in force give what was given.
        var rules = await desk.Writer.GetFromJsonAsync<JsonElement>("/api/v1/points/rules?status=Published");
        var first = rules.GetProperty("items")[0].GetProperty("id").GetGuid();
        var same = await desk.Writer.GetFromJsonAsync<JsonElement>($"/api/v1/points/rules/{first}/{Period}");
        Assert.Equal((70, 70, 0, 0), (Number(same, "was"), Number(same, "wouldBe"), Number(same, "gaining"),
            Number(same, "losing")));
    }

    [Theory]
    [InlineData("from=2026-05-31&to=2026-05-01", HttpStatusCode.BadRequest)]
    [InlineData("from=2026-01-01&to=2026-05-01", HttpStatusCode.BadRequest)]
    [InlineData("from=0001-01-01&to=0001-01-02", HttpStatusCode.BadRequest)]
    [InlineData("from=2026-05-01", HttpStatusCode.BadRequest)]
    [InlineData("from=2026-05-01&to=2026-05-02", HttpStatusCode.NotFound)]
    public async Task Trial_OfABadQuestion_IsRefused(string query, HttpStatusCode status) => Assert.Equal(
        status, (await new RuleDesk(fixture).Writer.GetAsync(
            $"/api/v1/points/rules/{Guid.CreateVersion7()}/trial?{query}")).StatusCode);

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
