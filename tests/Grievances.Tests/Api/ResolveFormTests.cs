using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Resolving asks what the category's form of that day asks, and keeps the answers in words.</summary>
public sealed class ResolveFormTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private HttpClient Administrator => fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));

    [Fact]
    public async Task Resolve_AsksTheCategorysForm_AndTellsTheAnswers()
    {
        await PutAsync("road.pit", Pit(), 200);
        await Eventually.IsAsync(() => fixture.NewClient().GetStringAsync("/api/v1/categories"),
            known => known.Contains("road.pit", StringComparison.Ordinal));
        var id = await AcceptedAsync("road.pit");
        var handler = fixture.Handler();
        var actions = await (await handler.GetAsync($"/api/v1/cases/{id}/actions")).ReadAsync(200);
        var resolve = actions.GetProperty("actions").EnumerateArray().Single(a => a.Text("action") == "Resolve");
        Assert.Equal(["how", "metres"], resolve.GetProperty("form").EnumerateArray().Select(f => f.Text("code")));

        var bare = await (await fixture.ResolveAsync(handler, id, 4, Pictures.Jpeg)).ReadAsync(400);
        Assert.Equal(["answers.how"], bare.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var wrong = await (await ResolveAsync(handler, id, 4, ("how", "paint"), ("metres", "many"), ("depth", "3")))
            .ReadAsync(400);
        Assert.Equal(["answers.depth", "answers.how", "answers.metres"],
            wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());

        var resolved = await (await ResolveAsync(handler, id, 4, ("how", "fill"), ("metres", "12"))).ReadAsync(200);
        Assert.Equal(("Resolved", 5), (resolved.Text("status"), resolved.Number("version")));
        var again = await (await ResolveAsync(handler, id, 4, ("how", "fill"), ("metres", "12"))).ReadAsync(200);
        Assert.Equal(resolved.GetRawText(), again.GetRawText());
        await (await ResolveAsync(handler, id, 4, ("how", "fill"), ("metres", "13"))).ReadAsync(409);

        // The words of the day stay: the form may change, what was said does not.
        await PutAsync("road.pit", Pit(1, "填平"), 200);
        foreach (var reader in (HttpClient[])[fixture.Dispatcher, fixture.RiderClient])
        {
            var step = (await (await reader.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
                .EnumerateArray().Single(s => s.Text("kind") == "Resolved");
            Assert.Contains("修复方式：填补；修复长度（米）：12。", step.Text("text"), StringComparison.Ordinal);
            Assert.Equal(("Choice", "fill"), (step.GetProperty("data").GetProperty("answers")[0].Text("type"),
                step.GetProperty("data").GetProperty("answers")[0].Text("value")));
        }
    }

    [Fact]
    public async Task Resolve_WhereNothingIsAsked_TakesNoAnswers()
    {
        var id = await AcceptedAsync("road.manhole", dispatched: true);
        var refused = await (await ResolveAsync(fixture.Handler(), id, 3, ("how", "fill"))).ReadAsync(400);
        Assert.Equal(["answers.how"], refused.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var wish = JsonContent.Create(new { version = 3, note = "已处理", answers = new { how = new { deep = 1 } } });
        await (await fixture.Handler().PostAsync($"/api/v1/cases/{id}/resolve", wish)).ReadAsync(400);
    }

    [Theory]
    [InlineData("""[null]""")]
    [InlineData("""[{"code":"how","type":"Choice","nameZh":"方式","nameEn":"How","options":null}]""")]
    [InlineData("""[{"code":"how","type":"Choice","nameZh":"方式","nameEn":"How","options":[null]}]""")]
    [InlineData("""[{"code":"how","type":"Choice","nameZh":"方式","nameEn":"How"}]""")]
    [InlineData("""[{"code":"how","type":"Choice","nameZh":"方式","nameEn":"How","options":[{"nameZh":"填补"}]}]""")]
    [InlineData("""[{"type":"Text","nameZh":"方式","nameEn":"How"}]""")]
    public async Task Change_ToAFormThatIsNone_IsRefused(string form)
    {
        foreach (var name in new[] { "form", "resolveForm" })
        {
            var body = Pit();
            body[name] = JsonSerializer.Deserialize<JsonElement>(form);
            var refused = await PutAsync("road.hole", body, 400);
            Assert.True(refused.TryGetProperty("errors", out var errors) && errors.TryGetProperty(name, out _),
                refused.GetRawText());
        }
    }

    private static Dictionary<string, object> Pit(int version = 0, string fill = "填补") => new()
    {
        ["version"] = version, ["nameZh"] = "路面坑洞", ["nameEn"] = "Pit in the road", ["severity"] = "Ordinary",
        ["public"] = true, ["group"] = false, ["active"] = true, ["kinds"] = new[] { "Clue" },
        ["resolveForm"] = new object[]
        {
            new
            {
                code = "how", type = "Choice", nameZh = "修复方式", nameEn = "How", required = true,
                options = new[] { new { code = "fill", nameZh = fill, nameEn = "Filled" } },
            },
            new { code = "metres", type = "Number", nameZh = "修复长度（米）", nameEn = "Length (m)" },
        },
    };

    /// <summary>With a unit that has accepted it.</summary>
    private async Task<Guid> AcceptedAsync(string category, bool dispatched = false)
    {
        var id = (await fixture.ReportAsync(category: category)).Id();
        if (!dispatched)
        {
            await fixture.StepAsync(
                fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Urban });
        }

        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = dispatched ? 2 : 3 });
        return id;
    }

    private Task<HttpResponseMessage> ResolveAsync(
        HttpClient client, Guid id, int version, params (string Code, string Value)[] answers) =>
        fixture.ResolveAsync(client, id, version, answers, Pictures.Jpeg);

    private async Task<JsonElement> PutAsync(string code, object body, int status) =>
        await (await Administrator.PutAsJsonAsync($"/api/v1/categories/{code}", body)).ReadAsync(status);
}
