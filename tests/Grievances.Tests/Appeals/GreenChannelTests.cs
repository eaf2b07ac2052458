using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Grievances.Tests.Warnings;

namespace RiderPlatform.Grievances.Tests.Appeals;

/// <summary>
/// Appeals inside a weather warning. Each test has a week of its own in the past, so that none meets another's.
/// </summary>
[Collection(AppealsFixture.Name)]
public sealed class GreenChannelTests(AppealsFixture fixture) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public Task InitializeAsync() => fixture.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task WarningFirst_TheAppealIsBornInTheGreenChannel()
    {
        var storm = Now.AddDays(-30);
        var warning = await fixture.WarnAsync(CapDocuments.Info(storm.AddHours(6), CapDocuments.Around), storm);
        var made = await fixture.FileAsync(AppealsFixture.Appeal("G-1", storm.AddHours(1)));
        Assert.Equal(("Major", warning.Id(), "Orange"),
            (made.Text("severity"), made.Id("warning"), made.Text("warningLevel")));
        Assert.Equal(TimeSpan.FromHours(4), made.GetProperty("answerDueAt").GetDateTimeOffset()
            - made.GetProperty("reportedAt").GetDateTimeOffset());

        // Before it begins, after it ends, and outside of its polygon, also where only the region is known.
        foreach (var (order, from, longitude, region) in new (string, DateTimeOffset, double?, string?)[]
        {
            ("G-2", storm.AddHours(-2), 104.081, null), ("G-3", storm.AddHours(6), 104.081, null),
            ("G-4", storm.AddHours(1), 104.1201, null), ("G-5", storm.AddHours(1), null, "510104022"),
        })
        {
            var plain = await fixture.FileAsync(AppealsFixture.Appeal(order, from, longitude, region: region));
            Assert.False(plain.GetProperty("greenChannel").GetBoolean(), order);
        }

        var reaching = await fixture.FileAsync(AppealsFixture.Appeal("G-6", storm.AddMinutes(-20)));
        Assert.True(reaching.GetProperty("greenChannel").GetBoolean());
        var first = (await fixture.GetAsync(fixture.A, "appeals?size=1")).GetProperty("items")[0];
        Assert.True(first.GetProperty("greenChannel").GetBoolean());
    }

    [Fact]
    public async Task WarningAfterwards_MarksTheOpenOnes_AndHurriesThem_ButTakesNothingBack()
    {
        var storm = Now.AddDays(-40);
        var rider = fixture.NewRider();
        var open = await fixture.FileAsync(AppealsFixture.Appeal("L-1", storm.AddHours(1)), rider);
        var decided = (await fixture.FileAsync(AppealsFixture.Appeal("L-2", storm.AddHours(1)))).Id();
        await fixture.AnswerAsync(fixture.A, decided, new { version = 2, decision = "PenaltyRevoked", reason = "x" });
        Assert.False(open.GetProperty("greenChannel").GetBoolean());
        var info = CapDocuments.Info(storm.AddHours(6));
        await (await fixture.WarnAsync(CapDocuments.Alert("late", storm, info))).ReadAsync(201);
        var marked = await fixture.GetAsync(fixture.A, $"appeals/{open.Id()}");
        Assert.Equal((true, "Major", 2),
            (marked.GetProperty("greenChannel").GetBoolean(), marked.Text("severity"), marked.Number("version")));
        var left = marked.GetProperty("answerDueAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(left.TotalHours, 3.9, 4);
        Assert.False((await fixture.GetAsync(fixture.A, $"appeals/{decided}")).GetProperty("greenChannel")
            .GetBoolean());
        var timer =
            await fixture.ScalarAsync<DateTime>($"select due_at from case_timers where case_id = '{open.Id()}'");
        Assert.True(timer < marked.GetProperty("answerDueAt").GetDateTimeOffset().UtcDateTime);
        var steps = await fixture.GetAsync(rider, $"cases/{open.Id()}/timeline");
        Assert.Contains(steps.EnumerateArray(), s => s.Text("kind") == "GreenChannel"
            && s.Text("text")!.Contains("暴雨橙色预警", StringComparison.Ordinal));

        await fixture.AnswerAsync(
            fixture.A, open.Id(), new { version = 2, decision = "PenaltyRevoked", reason = "暴雨期间不计超时" });
        var cancel = CapDocuments.Alert(
            "late-c", storm.AddMinutes(1), "", "Cancel", references: CapDocuments.Reference("late", storm));
        await (await fixture.WarnAsync(cancel)).ReadAsync(201);
        var after = await fixture.GetAsync(rider, $"appeals/{open.Id()}");
        Assert.Equal(("PenaltyRevoked", true), (after.Text("outcome"), after.GetProperty("greenChannel").GetBoolean()));
        var next = await fixture.FileAsync(AppealsFixture.Appeal("L-3", storm.AddHours(1)));
        Assert.False(next.GetProperty("greenChannel").GetBoolean());
    }

    [Fact]
    public async Task NotActual_NeverActs_AndAWorseOneTakesTheMark()
    {
        var storm = Now.AddDays(-50);
        var exercise = CapDocuments.Alert("ex", storm, CapDocuments.Info(storm.AddHours(6)), status: "Exercise");
        await (await fixture.WarnAsync(exercise)).ReadAsync(201);
        var made = await fixture.FileAsync(AppealsFixture.Appeal("N-1", storm.AddHours(1)));
        Assert.False(made.GetProperty("greenChannel").GetBoolean());
        await fixture.WarnAsync(CapDocuments.Info(
            storm.AddHours(6), severity: "Minor", headline: "发布暴雨蓝色预警"), storm);
        var worse = await fixture.WarnAsync(CapDocuments.Info(
            storm.AddHours(6), severity: "Extreme", headline: "发布暴雨红色预警"), storm);
        var marked = await fixture.GetAsync(fixture.A, $"appeals/{made.Id()}");
        Assert.Equal((worse.Id(), "Red"),
            (marked.GetProperty("warning").Id(), marked.GetProperty("warning").Text("level")));
    }

    [Fact]
    public async Task OneTap_FindsTheWarningHere_AndPlatformAndOrderAreEnough()
    {
        var info = CapDocuments.Info(Now.AddHours(2), """
            <area><areaDesc>青羊区</areaDesc>
              <geocode><valueName>GB/T 2260</valueName><value>510105</value></geocode></area>
            """, headline: "青羊区发布高温红色预警");
        var warning = await fixture.WarnAsync(info, Now.AddHours(-1));
        var here = await fixture.GetAsync(fixture.NewRider(), "appeals/one-tap?region=510105");
        Assert.Contains(here.GetProperty("warnings").EnumerateArray(), w => w.Id() == warning.Id());
        Assert.Equal(2, here.GetProperty("platforms").GetArrayLength());
        var elsewhere = await fixture.GetAsync(fixture.NewRider(), "appeals/one-tap?region=511102");
        Assert.DoesNotContain(elsewhere.GetProperty("warnings").EnumerateArray(), w => w.Id() == warning.Id());
        var made = await fixture.FileAsync(
            new { platform = AppealsFixture.PlatformB, orderReference = "T-1", warning = warning.Id() });
        Assert.Equal(("appeal.weather", "510105", warning.Id()),
            (made.Text("category"), made.Text("regionCode"), made.Id("warning")));
        var wrong = await fixture.FileAsync(new
        {
            platform = AppealsFixture.PlatformB, orderReference = "T-2", warning = warning.Id(),
            regionCode = "510104022",
        }, status: 400);
        Assert.True(wrong.GetProperty("errors").TryGetProperty("warning", out _), wrong.GetRawText());
        // How much it was the rider could not say: then the platform must.
        await fixture.AnswerAsync(
            fixture.B, made.Id(), new { version = 2, decision = "PenaltyRevoked", reason = "高温" }, 400);
        var done = await fixture.AnswerAsync(fixture.B, made.Id(),
            new { version = 2, decision = "PenaltyRevoked", reason = "高温", refundedFen = 900 });
        Assert.Equal(900, done.Number("returned"));
    }

    [Fact]
    public async Task Batch_CountsFirst_ThenDecidesLineByLine_AndAgainTheSame()
    {
        var storm = Now.AddDays(-60);
        var warning = (await fixture.WarnAsync(CapDocuments.Info(storm.AddHours(6)), storm)).Id();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await fixture.FileAsync(AppealsFixture.Appeal($"B-{i}", storm.AddHours(1)))).Id());
        }

        await fixture.FileAsync(AppealsFixture.Appeal("B-b", storm.AddHours(1), platform: AppealsFixture.PlatformB));
        var preview = await BatchAsync(fixture.A, new { warning, preview = true });
        Assert.Equal((3, 3 * 3500), (preview.Number("count"), preview.Number("penaltyFen")));
        Assert.Equal(1, (await BatchAsync(fixture.B, new { warning, preview = true })).Number("count"));
        var changed = await BatchAsync(
            fixture.A, new { warning, decision = "PenaltyRevoked", reason = "x", expected = 2 }, 409);
        Assert.Equal("/problems/CountDiffers", changed.Text("type"));
        var kept = await BatchAsync(
            fixture.A, new { warning, decision = "PenaltyKept", reason = "x", expected = 3 }, 400);
        Assert.True(kept.GetProperty("errors").TryGetProperty("decision", out _));

        var client = fixture.A;
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"batch-{warning}");
        var some = new
        {
            warning, decision = "PenaltyPartlyRevoked", reason = "暴雨期间减半", refundedPercent = 50,
            items = new[] { Item(ids[0], 2), Item(ids[1], 7), Item(Guid.CreateVersion7(), 2) },
        };
        var done = await BatchAsync(client, some);
        Assert.Equal((1, 2, 1750), (done.Number("decided"), done.Number("notDecided"), done.Number("refundedFen")));
        Assert.Equal(["Stale", "NotFound"], done.GetProperty("lines").EnumerateArray()
            .Select(l => l.Text("problem")).OfType<string>().OrderByDescending(p => p));
        Assert.Equal(done.GetRawText(), (await BatchAsync(client, some)).GetRawText());
        var rest = await BatchAsync(
            fixture.A, new { warning, decision = "PenaltyRevoked", reason = "暴雨期间不计", expected = 2 });
        Assert.Equal((2, 7000), (rest.Number("decided"), rest.Number("refundedFen")));
        Assert.Equal(0, (await BatchAsync(fixture.A, new { warning, preview = true })).Number("count"));
    }

    [Fact]
    public async Task Batch_OfOneTapAppeals_IsDecidedWithTheAmountsThatThePlatformNames()
    {
        var storm = Now.AddDays(-45);
        var warning = (await fixture.WarnAsync(CapDocuments.Info(storm.AddHours(6)), storm)).Id();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var tap = new { platform = AppealsFixture.PlatformA, orderReference = $"O-{i}", warning };
            ids.Add((await fixture.FileAsync(tap)).Id());
        }

        var preview = await BatchAsync(fixture.A, new { warning, preview = true });
        Assert.Equal((3, 3, 0), (preview.Number("count"), preview.Number("unnamed"), preview.Number("penaltyFen")));
        var bare = await BatchAsync(
            fixture.A, new { warning, decision = "PenaltyRevoked", reason = "x", expected = 3 });
        Assert.Equal((0, 3), (bare.Number("decided"), bare.Number("notDecided")));
        foreach (var amount in (long[])[0, -1, long.MaxValue])
        {
            var body = new { warning, decision = "PenaltyRevoked", reason = "x", expected = 3, amountFen = amount };
            var wrong = await BatchAsync(fixture.A, body, 400);
            Assert.True(wrong.GetProperty("errors").TryGetProperty("amountFen", out _), wrong.GetRawText());
        }

        var half = await BatchAsync(fixture.A, new
        {
            warning, decision = "PenaltyPartlyRevoked", reason = "暴雨减半", refundedPercent = 50,
            items = new[] { new { id = ids[0], version = 2, amount = 900 } },
        });
        Assert.Equal((1, 450), (half.Number("decided"), half.Number("refundedFen")));
        var rest = await BatchAsync(fixture.A, new
        {
            warning, decision = "PenaltyRevoked", reason = "暴雨不计", amountFen = 500,
            items = new object[] { new { id = ids[1], version = 2, amount = 700 }, Item(ids[2], 2) },
        });
        Assert.Equal((2, 1200), (rest.Number("decided"), rest.Number("refundedFen")));
    }

    private static object Item(Guid id, int version) => new { id, version };

    private static async Task<JsonElement> BatchAsync(HttpClient client, object body, int status = 200) =>
        await (await client.PostAsJsonAsync("/api/v1/appeals/batch", body)).ReadAsync(status);
}
