using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>A sample goes to an institute that never sees the case; the lead waits for its result.</summary>
public sealed class LabTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static int _last;

    private readonly HttpClient _committee = fixture.ClientFor(
        Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", GrievancesFixture.Committee));

    private readonly HttpClient _institute = fixture.ClientFor(
        Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));

    [Fact]
    public async Task Sample_IsReceivedAndReported_AndTheCaseWaitsForIt()
    {
        var id = await FoodAsync();
        var wrong = await ReferAsync(id, new { number = "", dueAt = Now.AddDays(90) }, 400);
        Assert.Equal(["dueAt", "instituteId", "number", "sample", "takenAt", "takenBy", "text"],
            wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        var sent = await ReferAsync(id, Sample("S"));
        await ReferAsync(id, Sample("S") with { Number = sent.Text("number")! }, 409);
        var second = await ReferAsync(id, Sample("T"));
        await (await ResolveAsync(id)).ProblemAsync(409, "OpenTasks");
        await (await _institute.GetAsync($"/api/v1/cases/{id}")).ProblemAsync(404, "NotFound");
        await (await _institute.GetAsync($"/api/v1/cases/{id}/lab-referrals")).ProblemAsync(404, "NotFound");
        await (await _institute.GetAsync($"/api/v1/cases/{id}/timeline")).ProblemAsync(404, "NotFound");

        var seen = (await PageAsync("")).Single(s => s.Id() == sent.Id());
        Assert.DoesNotContain($"{id}", seen.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("井盖缺失", seen.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("Open", "菌落总数"), (seen.Text("state"), seen.Text("text")));
        await (await _committee.PostAsJsonAsync($"{Samples}/{sent.Id()}/receive", new { }))
            .ProblemAsync(404, "NotFound");
        await (await ReportAsync(sent.Id(), "Failed")).ProblemAsync(409, "ReferralNotOpen");
        await ActAsync(sent.Id(), "receive");
        await ActAsync(sent.Id(), "receive");
        await (await ReportAsync(sent.Id(), "Failed", pages: 0)).ProblemAsync(400, "Invalid");
        var done = await (await ReportAsync(sent.Id(), "Failed")).ReadAsync(200);
        Assert.Equal(done.GetRawText(), (await (await ReportAsync(sent.Id(), "Failed")).ReadAsync(200)).GetRawText());
        await (await ReportAsync(sent.Id(), "Passed")).ProblemAsync(409, "ReferralNotOpen");
        Assert.Equal("不合格", done.GetProperty("resultName").Text("zh"));
        var report = done.GetProperty("pages")[0].Text("href")!;
        Assert.Equal(200, (int)(await _committee.GetAsync(report)).StatusCode);
        Assert.Equal(200, (int)(await _institute.GetAsync(report)).StatusCode);
        await (await fixture.Handler().GetAsync(report)).ProblemAsync(404, "NotFound");

        await (await ResolveAsync(id)).ProblemAsync(409, "OpenTasks");
        await fixture.StepAsync(_committee, id, $"lab-referrals/{second.Id()}/withdraw", new { note = "" }, 400);
        await fixture.StepAsync(_committee, id, $"lab-referrals/{second.Id()}/withdraw", new { note = "商家已召回" });
        await (await ResolveAsync(id)).ReadAsync(200);
        var told = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Where(s => s.Text("kind")!.StartsWith("Lab", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["LabOpen", "LabOpen", "LabAccepted", "LabDone", "LabCancelled"], told.Select(s => s.Text("kind")));
        Assert.Contains("不合格", told[3].Text("text"), StringComparison.Ordinal);
        Assert.Equal(2, (await (await _committee.GetAsync($"/api/v1/cases/{id}/lab-referrals")).ReadAsync(200))
            .GetArrayLength());
        Assert.Empty((await (await _committee.GetAsync($"/api/v1/cases/{id}/co-tasks")).ReadAsync(200))
            .EnumerateArray());
    }

    [Fact]
    public async Task NotOfFood_OrNotWanted_OrLate()
    {
        var other = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), other, "lab-referrals", Sample("N"), 409);
        var id = await FoodAsync();
        await fixture.StepAsync(_institute, id, "lab-referrals", Sample("N"), 404);
        var late = await ReferAsync(id, Sample("L") with { DueAt = Now.AddHours(4) });
        var at = late.GetProperty("sentAt").GetDateTimeOffset();
        foreach (var (hours, levels) in new[] { (2.9, 0), (3.0, 1), (4.1, 2) })
        {
            await SweepAsync(at.AddHours(hours));
            Assert.Equal(levels, await fixture.ScalarAsync<int>(
                $"select count(*)::int from co_task_notices where task_id = '{late.Id()}'"));
        }

        await ActAsync(late.Id(), "decline", "封条破损");
        Assert.DoesNotContain(await PageAsync(""), s => s.Id() == late.Id());
        Assert.Contains(await PageAsync("?state=Declined"), s => s.Id() == late.Id());
        var untested = await ReferAsync(id, Sample("U"));
        await ActAsync(untested.Id(), "receive");
        await (await ReportAsync(untested.Id(), "NotTestable", pages: 0)).ProblemAsync(400, "Invalid");
        await (await ReportAsync(untested.Id(), "NotTestable", pages: 0, note: "样品变质")).ReadAsync(200);
        await (await ResolveAsync(id)).ReadAsync(200);
    }

    private const string Samples = "/api/v1/cases/lab-samples";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private sealed record Body(
        string Number, string Sample, string Text, DateTimeOffset TakenAt, string TakenBy, Guid InstituteId,
        DateTimeOffset DueAt);

    private static Body Sample(string prefix) => new(
        $"{prefix}-{Interlocked.Increment(ref _last)}", "盒饭", "菌落总数", Now.AddHours(-1), "王检查员",
        GrievancesFixture.Traffic, Now.AddDays(7));

    /// <summary>Accepted by the committee.</summary>
    private async Task<Guid> FoodAsync()
    {
        var id = (await fixture.ReportAsync(category: "food.safety")).Id();
        await fixture.StepAsync(_committee, id, "accept", new { version = 2 });
        return id;
    }

    private Task<JsonElement> ReferAsync(Guid id, object body, int status = 200) =>
        fixture.StepAsync(_committee, id, "lab-referrals", body, status);

    private async Task ActAsync(Guid sample, string action, string? note = null) =>
        await (await _institute.PostAsJsonAsync($"{Samples}/{sample}/{action}", new { note })).ReadAsync(200);

    private async Task<HttpResponseMessage> ReportAsync(Guid sample, string result, int pages = 1, string? note = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(result), "result" } };
        form.Add(new StringContent(result == "NotTestable" ? note ?? "" : "3.2×10⁶ CFU/g"),
            result == "NotTestable" ? "note" : "figures");
        Pictures.AddTo(form, [.. Enumerable.Repeat(Pictures.Jpeg, pages)]);
        return await _institute.PostAsync(new Uri($"{Samples}/{sample}/result", UriKind.Relative), form);
    }

    private async Task<List<JsonElement>> PageAsync(string query) =>
        [.. (await (await _institute.GetAsync(Samples + query)).ReadAsync(200)).GetProperty("items").EnumerateArray()];

    private Task<int> SweepAsync(DateTimeOffset at) => new TimerSweep(
        fixture.Services.GetRequiredService<IServiceScopeFactory>(),
        fixture.Services.GetRequiredService<DirectoryCopy>(), ClockLimits.Standard(), new Standing(at),
        NullLogger<TimerSweep>.Instance).SweepCoTasksAsync(CancellationToken.None);

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    private Task<HttpResponseMessage> ResolveAsync(Guid id) =>
        fixture.ResolveAsync(_committee, id, 3, [("finding", "confirmed")], Pictures.Jpeg);
}
