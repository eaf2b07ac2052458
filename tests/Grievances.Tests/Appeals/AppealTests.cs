using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Appeals;

/// <summary>Filing, who sees it, and what the platform decides.</summary>
[Collection(AppealsFixture.Name)]
public sealed class AppealTests(AppealsFixture fixture) : IAsyncLifetime
{
    /// <summary>Long before any warning of these tests.</summary>
    private static readonly DateTimeOffset Then = TimeProvider.System.GetUtcNow().AddDays(-20);

    public Task InitializeAsync() => fixture.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Appeal_GoesToThePlatformNamed_WhichLearnsNothingOfTheRider()
    {
        var (id, rider) = (Guid.CreateVersion7(), fixture.NewRider());
        rider.DefaultRequestHeaders.Add("Idempotency-Key", $"{id}");
        var appeal = AppealsFixture.Appeal("A-1", Then);
        var made = await fixture.FileAsync(appeal, rider);
        Assert.StartsWith("SS", made.Text("number"), StringComparison.Ordinal);
        Assert.Equal(("Dispatched", "Ordinary"), (made.Text("status"), made.Text("severity")));
        Assert.Equal(AppealsFixture.PlatformA, made.GetProperty("platform").Id());
        var due = made.GetProperty("answerDueAt").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromHours(24), due - made.GetProperty("reportedAt").GetDateTimeOffset());
        Assert.Equal(made.Id(), (await fixture.FileAsync(appeal, rider)).Id());
        Assert.Equal("/problems/IdempotencyKeyReused",
            (await fixture.FileAsync(AppealsFixture.Appeal("A-1b", Then), rider, 409)).Text("type"));
        rider.DefaultRequestHeaders.Remove("Idempotency-Key");
        Assert.Equal("/problems/AlreadyAppealed", (await fixture.FileAsync(appeal, rider, 409)).Text("type"));

        var seen = await fixture.GetAsync(fixture.A, $"appeals/{made.Id()}");
        Assert.Equal(("A-1", false), (seen.Text("orderReference"), seen.GetProperty("mine").GetBoolean()));
        Assert.Null((await fixture.GetAsync(fixture.A, $"cases/{made.Id()}")).GetProperty("case").Text("reporterId"));
        var riderId = await fixture.ScalarAsync<Guid>($"select rider_id from appeals where case_id = '{made.Id()}'");
        foreach (var path in (string[])[$"appeals/{made.Id()}", $"cases/{made.Id()}", $"cases/{made.Id()}/timeline",
            "appeals?size=200"])
        {
            Assert.DoesNotContain($"{riderId}", (await fixture.GetAsync(fixture.A, path)).GetRawText(),
                StringComparison.Ordinal);
        }

        await fixture.GetAsync(fixture.B, $"appeals/{made.Id()}", 404);
        await fixture.GetAsync(fixture.NewRider(), $"appeals/{made.Id()}", 404);
        await fixture.GetAsync(fixture.Handler(), $"appeals/{made.Id()}", 404);
        Assert.True((await fixture.GetAsync(rider, $"appeals/{made.Id()}")).GetProperty("mine").GetBoolean());
        await fixture.GetAsync(fixture.Dispatcher, $"appeals/{made.Id()}");
        await fixture.FileAsync(appeal, fixture.A, 403);
    }

    [Fact]
    public async Task BadAppeal_IsToldFieldByField()
    {
        var body = new
        {
            platform = AppealsFixture.WorkCommittee, orderReference = " ", category = "road.manhole",
            penaltyKind = "Prison", penaltyAmount = 0, longitude = 2.0, latitude = 48.0, orderFrom = Then,
            orderTo = Then.AddDays(-1), text = "",
        };
        var problem = await fixture.FileAsync(body, status: 400);
        Assert.Equal(
            ["category", "orderReference", "orderTo", "penaltyAmount", "penaltyKind", "platform", "position", "text"],
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var empty = await fixture.FileAsync(new { }, status: 400);
        Assert.True(empty.GetProperty("errors").TryGetProperty("orderFrom", out _), empty.GetRawText());
        var abroad = await fixture.FileAsync(
            AppealsFixture.Appeal("A-x", Then, longitude: null, region: "511102004"), status: 400);
        Assert.Equal(["platform"], abroad.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var future = await fixture.FileAsync(
            AppealsFixture.Appeal("A-y", TimeProvider.System.GetUtcNow().AddHours(1)), status: 400);
        Assert.True(future.GetProperty("errors").TryGetProperty("orderFrom", out _));
    }

    [Fact]
    public async Task Platform_Decides_Once_AndTheRiderReadsIt()
    {
        var rider = fixture.NewRider();
        var id = (await fixture.FileAsync(AppealsFixture.Appeal("D-1", Then), rider)).Id();
        var part = new { version = 2, decision = "PenaltyPartlyRevoked", reason = "商家出餐晚 12 分钟", refundedFen = 2000 };
        await fixture.AnswerAsync(fixture.B, id, part, 404);
        await fixture.AnswerAsync(fixture.Dispatcher, id, part, 403);
        await fixture.StepAsync(fixture.A, id, "accept", new { version = 2 });
        var around = await fixture.StepAsync(fixture.A, id, "resolve", new { version = 3, note = "已处理" }, 409);
        Assert.Equal("/problems/AnswerTheAppeal", around.Text("type"));
        Assert.Equal("/problems/Stale", (await fixture.AnswerAsync(fixture.A, id, part, 409)).Text("type"));
        var now = part with { version = 3 };
        var done = await fixture.AnswerAsync(fixture.A, id, now);
        Assert.Equal(("PenaltyPartlyRevoked", 2000, "Resolved"),
            (done.Text("outcome"), done.Number("returned"), done.Text("status")));
        Assert.Equal(done.GetRawText(), (await fixture.AnswerAsync(fixture.A, id, now)).GetRawText());
        var other = await fixture.AnswerAsync(fixture.A, id, now with { refundedFen = 1 }, 409);
        Assert.Equal("/problems/AlreadyDecided", other.Text("type"));
        var steps = await fixture.GetAsync(rider, $"cases/{id}/timeline");
        Assert.Contains("处罚部分撤销，退还 20.00 元。商家出餐晚", steps.EnumerateArray().Last().Text("text"),
            StringComparison.Ordinal);
        var view = await fixture.GetAsync(rider, $"appeals/{id}");
        Assert.Equal("商家出餐晚 12 分钟", view.Text("reason"));
    }

    [Fact]
    public async Task Kept_NeedsEvidence_AndAmountsMustFit()
    {
        var id = (await fixture.FileAsync(AppealsFixture.Appeal("K-1", Then))).Id();
        foreach (var (answer, field) in new (object, string)[]
        {
            (new { version = 2, decision = "Upheld", reason = "x" }, "decision"),
            (new { version = 2, decision = "PenaltyKept", reason = "x" }, "photos"),
            (new { version = 2, decision = "PenaltyRevoked", reason = "x", refundedFen = 1 }, "refundedFen"),
            (new { version = 2, decision = "PenaltyPartlyRevoked", reason = "x", refundedFen = 3500 }, "refundedFen"),
            (new { version = 2, decision = "PenaltyRevoked", reason = "x", restored = 2 }, "restored"),
            (new { version = 2, decision = "PenaltyRevoked", reason = "" }, "reason"),
            (new { version = 0, decision = "PenaltyRevoked", reason = "x" }, "version"),
        })
        {
            var problem = await fixture.AnswerAsync(fixture.A, id, answer, 400);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        }

        Assert.Equal("Dispatched", (await fixture.GetAsync(fixture.A, $"appeals/{id}")).Text("status"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("2"), "version" }, { new StringContent("PenaltyKept"), "decision" },
            { new StringContent("监控显示未到店"), "reason" },
        };
        Pictures.AddTo(form, Pictures.Jpeg);
        var kept = await (await fixture.A.PostAsync(
            new Uri($"/api/v1/appeals/{id}/answer", UriKind.Relative), form)).ReadAsync(200);
        Assert.Equal(("PenaltyKept", 0), (kept.Text("outcome"), kept.Number("returned")));
        var photos = (await fixture.GetAsync(fixture.A, $"appeals/{id}")).GetProperty("photos");
        Assert.Equal("Evidence", Assert.Single(photos.EnumerateArray()).Text("purpose"));
    }

    [Fact]
    public async Task Evidence_ComesWithTheForm_AndPlatformsAreListed()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{AppealsFixture.PlatformB}"), "platform" },
                { new StringContent("F-1"), "orderReference" },
            { new StringContent("appeal.account"), "category" }, { new StringContent("Suspension"), "penaltyKind" },
            { new StringContent("510104022"), "regionCode" }, { new StringContent($"{Then:O}"), "orderFrom" },
            { new StringContent("无故停派"), "text" },
        };
        Pictures.AddTo(form, Pictures.Jpeg, Pictures.Jpeg);
        var made = await (await fixture.NewRider().PostAsync(new Uri("/api/v1/appeals", UriKind.Relative), form))
            .ReadAsync(201);
        Assert.Equal(("Major", 2), (made.Text("severity"), made.Number("photos")));
        var photos = (await fixture.GetAsync(fixture.B, $"appeals/{made.Id()}")).GetProperty("photos");
        Assert.All(photos.EnumerateArray(), p => Assert.Equal("Report", p.Text("purpose")));
        var platforms = await fixture.GetAsync(fixture.NewRider(), "appeals/platforms?region=510104017");
        Assert.Equal([AppealsFixture.PlatformB, AppealsFixture.PlatformA],
            platforms.EnumerateArray().Select(p => p.Id()).OrderBy(p => p != AppealsFixture.PlatformB));
    }

    [Fact]
    public async Task Statistics_CountWhatTheirListsShow()
    {
        var filed = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            filed.Add((await fixture.FileAsync(AppealsFixture.Appeal($"S-{i}", Then, region: "510104017",
                longitude: null, category: "appeal.rating"))).Id());
        }

        await fixture.AnswerAsync(fixture.A, filed[0], new { version = 2, decision = "PenaltyRevoked", reason = "误判" });
        await fixture.AnswerAsync(fixture.A, filed[1],
            new { version = 2, decision = "PenaltyPartlyRevoked", reason = "误判", refundedFen = 500 });
        var all = await fixture.GetAsync(fixture.Dispatcher, "appeals/statistics?region=510104017");
        var total = all.GetProperty("total");
        Assert.Equal((4, 2, 1, 1, 2), (Count(total, "filed"), Count(total, "decided"), Count(total, "penaltyRevoked"),
            Count(total, "penaltyPartlyRevoked"), Count(total, "open")));
        Assert.Equal((4000, 2), (total.Number("refundedFen"), Count(total, "refunded")));
        Assert.True(total.Number("medianMinutes") >= 0);
        foreach (var figures in new[] { total }.Concat(Rows(all, "byPlatform")).Concat(Rows(all, "byReason"))
            .Concat(Rows(all, "byWarning")))
        {
            foreach (var number in figures.EnumerateObject().Where(n => n.Value.ValueKind == JsonValueKind.Object))
            {
                var list = await fixture.GetAsync(fixture.Dispatcher, $"appeals?{number.Value.Text("list")}");
                Assert.Equal(number.Value.Number("count"), list.Number("total"));
            }
        }

        var ofB = await fixture.GetAsync(fixture.B, "appeals/statistics?region=510104017");
        Assert.Equal(0, Count(ofB.GetProperty("total"), "filed"));
        await fixture.GetAsync(fixture.NewRider(), "appeals/statistics", 403);
        await fixture.GetAsync(fixture.Dispatcher, "appeals/statistics?from=x", 400);
        await fixture.GetAsync(fixture.Dispatcher, "appeals?figure=Nothing&platform=1", 400);

        static int Count(JsonElement figures, string name) => figures.GetProperty(name).Number("count");
        static IEnumerable<JsonElement> Rows(JsonElement all, string name) =>
            all.GetProperty(name).EnumerateArray().Select(r => r.GetProperty("figures"));
    }

    [Fact]
    public async Task AClient_OfThePlatform_DoesItAll_AndTwoAnswersAtOnceAreOne()
    {
        var id = (await fixture.FileAsync(AppealsFixture.Appeal("C-1", Then))).Id();
        var replica = await fixture.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var client = fixture.ClientFor(
                Guid.CreateVersion7(), null, new Grant(Roles.Handler, "5101", AppealsFixture.PlatformA));
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            return (int)(await client.PostAsJsonAsync($"/api/v1/appeals/{id}/answer",
                new { version = 2, decision = "PenaltyRevoked", reason = $"理由 {i}" })).StatusCode;
        }));
        Assert.Equal((1, 7), (answers.Count(s => s == 200), answers.Count(s => s == 409)));
        Assert.Equal(4, await fixture.ScalarAsync<long>($"select count(*) from case_events where case_id = '{id}'"));
    }
}
