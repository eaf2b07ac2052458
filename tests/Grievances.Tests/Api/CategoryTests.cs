using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

public sealed class CategoryTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private HttpClient Administrator => fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));

    [Fact]
    public async Task List_OfAKind_HoldsItsGroupsAndNothingElse()
    {
        var wishes = await ListAsync("?kind=Wish");
        Assert.Equal(["other", "wish", "wish.activity", "wish.learning", "wish.life", "wish.station"],
            wishes.EnumerateArray().Select(c => c.Text("code")));
        await (await fixture.NewClient().GetAsync("/api/v1/categories?kind=Nonsense")).ProblemAsync(400, "Invalid");
    }

    [Fact]
    public async Task Change_IsPreviewed_ThenSavedAsAVersion_ThenInUse()
    {
        var made = await fixture.ReportAsync(category: "road.damage");
        var preview = await PutAsync("road.damage?preview=true", Damage(1, "路面坑洼"), 200);
        Assert.Equal((false, 1), (preview.GetProperty("saved").GetBoolean(), preview.Number("openCases")));
        Assert.Equal(0, preview.Number("closedCases"));
        var old = preview.GetProperty("oldForms");
        Assert.Equal((1, made.Id(), 1), (old.Number("count"), old.GetProperty("cases")[0].GetProperty("id").GetGuid(),
            old.GetProperty("cases")[0].Number("version")));
        var renamed = await PutAsync("road.damage?preview=true", New(1), 200);
        Assert.Equal(0, renamed.GetProperty("oldForms").Number("count"));
        Assert.Equal(["nameZh", "form"],
            preview.GetProperty("differences").EnumerateArray().Select(d => d.GetString()!).OrderDescending());
        Assert.Equal("路面破损", await NameAsync("road.damage"));

        var saved = await PutAsync("road.damage", Damage(1, "路面坑洼"), 200);
        Assert.Equal(2, saved.GetProperty("category").Number("version"));
        Assert.True((await PutAsync("road.damage", Damage(1, "路面坑洼"), 200)).GetProperty("saved").GetBoolean());
        await PutAsync("road.damage", Damage(1, "路面塌陷"), 409);
        await Eventually.IsAsync(() => NameAsync("road.damage"), name => name == "路面坑洼");
        await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = "road.damage", text = "x", regionCode = "510104017" })).ProblemAsync(400, "Invalid");

        var later = await PutAsync("road.damage?preview=true", Damage(2, "路面塌陷"), 200);
        Assert.Equal(1, later.GetProperty("oldForms").Number("count"));
        await fixture.ScalarAsync<int>($"""
            with a as (update cases set status = 'Closed' where id = '{made.Id()}' returning 1)
            select count(*)::int from a
            """);
        var closed = await PutAsync("road.damage?preview=true", Damage(2, "路面塌陷"), 200);
        Assert.Equal((0, 1, 0), (closed.Number("openCases"), closed.Number("closedCases"),
            closed.GetProperty("oldForms").Number("count")));

        var versions = await (await Administrator.GetAsync("/api/v1/categories/road.damage/versions")).ReadAsync(200);
        Assert.Equal([2, 1], versions.EnumerateArray().Select(v => v.GetProperty("category").Number("version")));
        Assert.Equal(JsonValueKind.Null, versions[1].GetProperty("changedBy").ValueKind);
    }

    [Fact]
    public async Task New_BelowAGroup_IsOffered_AndWithdrawn_StaysWithItsCases()
    {
        await PutAsync("road.bicycle", New(0), 200);
        await Eventually.IsAsync(() => NameAsync("road.bicycle"), name => name == "单车");
        var made = await fixture.ReportAsync(category: "road.bicycle");
        await PutAsync("road.bicycle", New(1, active: false), 200);
        await Eventually.IsAsync(() => NameAsync("road.bicycle"), name => name is null);
        await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = "road.bicycle", text = "x", regionCode = "510104017" })).ProblemAsync(400, "Invalid");
        var one = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{made.Id()}")).ReadAsync(200);
        Assert.Equal("单车", one.GetProperty("case").Text("categoryName"));
        Assert.Contains((await ListAsync("?all=true")).EnumerateArray(), c => c.Text("code") == "road.bicycle");
    }

    [Theory]
    [InlineData("Road", "code")]
    [InlineData("road.a.b.c", "code")]
    [InlineData("nowhere.thing", "code")]
    [InlineData("other.thing", "code")]
    [InlineData("road", "group")]
    public async Task Change_ThatBreaksTheTree_IsRefused(string code, string field)
    {
        var answer = await PutAsync(code, New(0), 400);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.GetRawText());
    }

    [Fact]
    public async Task Change_AtOnce_HasOneWinner()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i => (int)(await Administrator
            .PutAsJsonAsync("/api/v1/categories/facility.lamp", Damage(1, $"路灯 {i}"))).StatusCode));
        Assert.Equal(1, statuses.Count(s => s == 200));
        Assert.Equal(7, statuses.Count(s => s == 409));
        await (await fixture.Dispatcher.PutAsJsonAsync("/api/v1/categories/road.damage", Damage(1, "x")))
            .ReadAsync(403);
    }

    private static object Damage(int version, string name) => new
    {
        version, nameZh = name, nameEn = "Damaged road surface", severity = "Ordinary", @public = true, group = false,
        active = true, kinds = new[] { "Clue" },
        form = new[] { new { code = "depth", type = "Number", nameZh = "深度（厘米）", nameEn = "Depth", required = true } },
    };

    private static object New(int version, bool active = true) => new
    {
        version, nameZh = "单车", nameEn = "Bicycles", severity = "Minor", @public = false, group = false, active,
        kinds = new[] { "Clue" },
    };

    private async Task<JsonElement> PutAsync(string path, object body, int status) =>
        await (await Administrator.PutAsJsonAsync($"/api/v1/categories/{path}", body)).ReadAsync(status);

    private async Task<JsonElement> ListAsync(string query) =>
        await (await fixture.NewClient().GetAsync($"/api/v1/categories{query}")).ReadAsync(200);

    private async Task<string?> NameAsync(string code) =>
        (await ListAsync("")).EnumerateArray().Where(c => c.Text("code") == code).Select(c => c.Text("nameZh"))
            .SingleOrDefault();
}
