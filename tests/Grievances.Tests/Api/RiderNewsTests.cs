using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>
/// Who joined a case, or was merged into one, hears what its reporter hears, and nothing of the reporter.
/// </summary>
public sealed class RiderNewsTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Joined_HearsDispatchResolutionAndOutcome_SinceThen_AndNeverWhoReported()
    {
        var (first, second, handler) = (NewRider(), NewRider(), fixture.Handler());
        var made = await fixture.ReportAsync(first, longitude: 104.0755);
        await JoinAsync(second, made.Text("number")!);
        Assert.Empty(await NewsAsync(second));
        await fixture.StepAsync(handler, made.Id(), "accept", new { version = 2 });
        await (await fixture.ResolveAsync(handler, made.Id(), 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            first, made.Id(), "callback", new { version = 4, solved = "Solved", satisfaction = "Satisfied" });
        await fixture.StepAsync(fixture.Dispatcher, made.Id(), "close", new { version = 5, outcome = "Solved" });
        Assert.Equal(["Closed", "Resolved"], Kinds(await NewsAsync(second)));
        Assert.Equal(["Closed", "Resolved", "Dispatched"], Kinds(await NewsAsync(first)));
        var (told, own) = ((await NewsAsync(second))[0], (await NewsAsync(first))[1]);
        Assert.Equal(("案件已结束：已解决。", JsonValueKind.Null),
            (told.GetProperty("text").Text("zh"), told.GetProperty("caseId").ValueKind));
        Assert.Equal(made.Id(), own.Id("caseId"));
        Assert.Contains("请您评价", own.GetProperty("text").Text("zh"), StringComparison.Ordinal);

        var story = await (await second.GetAsync($"/api/v1/clues/joins/{made.Text("number")}")).ReadAsync(200);
        Assert.Equal(["Dispatched", "Resolved", "Closed"], Kinds(story.GetProperty("story").EnumerateArray()));
        Assert.Contains("第一位上报人", story.GetProperty("points").Text("zh"), StringComparison.Ordinal);
        Assert.DoesNotContain("已补装井盖", story.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("reporter\"", story.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await (await NewRider().GetAsync($"/api/v1/clues/joins/{made.Text("number")}")).ProblemAsync(404, "NotFound");
        await (await first.GetAsync($"/api/v1/clues/joins/{made.Text("number")}")).ProblemAsync(404, "NotFound");
        await (await handler.GetAsync("/api/v1/clues/news")).ProblemAsync(403, "Forbidden");
        Assert.Empty(await NewsAsync(NewRider()));
    }

    [Fact]
    public async Task Merged_BothHear_AndAfterTheSplitOnlyOfTheirOwn()
    {
        var (first, second, third) = (NewRider(), NewRider(), NewRider());
        var into = await fixture.ReportAsync(first, longitude: 104.0785);
        var same = await fixture.ReportAsync(second, longitude: 104.0785);
        await JoinAsync(third, same.Text("number")!);
        await fixture.StepAsync(fixture.Dispatcher, same.Id(), "merge", new { version = 2, into = into.Id() });
        await fixture.StepAsync(fixture.Dispatcher, into.Id(), "dispatch",
            new { version = 2, unitId = GrievancesFixture.Traffic });
        foreach (var rider in new[] { second, third })
        {
            var news = await NewsAsync(rider);
            Assert.Equal(["Dispatched", "Merged"], Kinds(news.Take(2)));
            Assert.Equal(into.Text("number"), news[0].Text("number"));
            Assert.Contains(into.Text("number")!, news[1].GetProperty("text").Text("zh"), StringComparison.Ordinal);
        }

        await fixture.StepAsync(fixture.Dispatcher, same.Id(), "split", new { version = 3, reason = "不是同一处" });
        Assert.Equal(["Split", "Merged"], Kinds(await NewsAsync(third)));
        Assert.Equal(["Split", "Merged", "Dispatched"], Kinds(await NewsAsync(second)));
        Assert.DoesNotContain(await NewsAsync(first), n => n.Text("number") == same.Text("number"));
    }

    private HttpClient NewRider() => fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));

    private static string[] Kinds(IEnumerable<JsonElement> told) => [.. told.Select(t => t.Text("kind")!)];

    private static async Task JoinAsync(HttpClient rider, string number) =>
        await (await rider.PostAsJsonAsync("/api/v1/clues/joins", new { number })).ReadAsync(200);

    private static async Task<JsonElement[]> NewsAsync(HttpClient rider) =>
        [.. (await (await rider.GetAsync("/api/v1/clues/news")).ReadAsync(200)).GetProperty("items").EnumerateArray()];
}
