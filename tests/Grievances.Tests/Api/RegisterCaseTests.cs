using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

public sealed class RegisterCaseTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly object Arrears = new
    {
        kind = "Grievance", category = "labour.pay.arrears", text = "三个月没有发工资", regionCode = "510104017",
        answers = new { employer = "某配送站", amount = "4500.50", since = "2026-08-01", people = 12 },
    };

    private HttpClient Secretary => fixture.ClientFor(null, new Grant(Roles.Secretary, "510104", null));

    [Fact]
    public async Task Grievance_OfARider_GoesToWhoAnswers_WithItsForm_AndItsOwnNumber()
    {
        var answer = await PostAsync(fixture.RiderClient, Arrears, 201);
        Assert.StartsWith("SQ", answer.Text("number"), StringComparison.Ordinal);
        Assert.Equal(("Dispatched", "Major"), (answer.Text("status"), answer.Text("severity")));
        var one = await CaseAsync(fixture.Dispatcher, answer.Id());
        Assert.Equal("Grievance", one.Text("kind"));
        Assert.Equal(["某配送站", "4500.50 元", "2026-08-01", "12"],
            one.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("said").Text("zh")));
    }

    [Fact]
    public async Task Form_IsChecked_FieldByField()
    {
        var answer = await PostAsync(fixture.RiderClient, new
        {
            kind = "Grievance", category = "labour.pay.arrears", text = "x", regionCode = "510104017",
            answers = new { amount = "很多", since = "2026-08-01", colour = "red" },
        }, 400);
        Assert.Equal(["answers.amount", "answers.colour", "answers.employer"],
            answer.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("""{"kind":"VisitFinding","category":"labour.hours","text":"x","regionCode":"510104017"}""", "kind")]
    [InlineData("""{"kind":"Appeal","category":"appeal.late","text":"x","regionCode":"510104017"}""", "kind")]
    [InlineData("""{"category":"labour.hours","text":"x","regionCode":"510104017"}""", "kind")]
    [InlineData("""{"kind":"9","category":"labour.hours","text":"x","regionCode":"510104017"}""", "kind")]
    [InlineData("""{"kind":"Grievance","category":"road.manhole","text":"x","regionCode":"510104017"}""", "category")]
    [InlineData("""{"kind":"Grievance","category":"labour.pay","text":"x","regionCode":"510104017"}""", "category")]
    [InlineData("""{"kind":"Wish","category":"labour.hours","text":"x","regionCode":"510104017"}""", "category")]
    [InlineData("""{"kind":"Grievance","category":"labour.hours","text":"","regionCode":"510104017"}""", "text")]
    public async Task Rider_BadReport_IsToldWhere(string body, string field)
    {
        var answer = await PostAsync(fixture.RiderClient, JsonDocument.Parse(body).RootElement, 400);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.GetRawText());
    }

    [Fact]
    public async Task Staff_RegistersInTheirRegionAlone_AndTheTimelineSaysWho()
    {
        object Finding(string region) =>
            new { kind = "VisitFinding", category = "life.canteen", text = "中午没有地方吃饭", regionCode = region };
        var made = await PostAsync(Secretary, Finding("510104017"), 201);
        Assert.StartsWith("ZF", made.Text("number"), StringComparison.Ordinal);
        var elsewhere = await PostAsync(Secretary, Finding("511102004"), 400);
        Assert.True(elsewhere.GetProperty("errors").TryGetProperty("regionCode", out _));
        var steps = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{made.Id()}/timeline")).ReadAsync(200);
        Assert.StartsWith("支部书记登记“就餐”", steps[0].Text("text"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null,
            (await CaseAsync(fixture.Dispatcher, made.Id())).GetProperty("reporterId").ValueKind);
        await (await fixture.Handler().PostAsJsonAsync("/api/v1/cases", Finding("510104017"))).ReadAsync(403);
    }

    [Fact]
    public async Task Key_OfStaff_IsOneCase_OnTwoReplicas()
    {
        var replica = await fixture.StartReplicaAsync();
        var account = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var client = fixture.ClientFor(account, null, new Grant(Roles.Secretary, "510104", null));
            client.BaseAddress = i % 2 == 0 ? fixture.Address : replica.Address;
            client.DefaultRequestHeaders.Add("Idempotency-Key", "staff-1");
            return (await PostAsync(client, new
            {
                kind = "ForumItem", category = "life.housing", text = "房租太高", regionCode = "510104017",
            }, 201)).GetRawText();
        }));
        Assert.Single(answers.Distinct());
        Assert.Equal(
            1, await fixture.ScalarAsync<long>("select count(*) from cases where idempotency_key = 'staff-1'"));
    }

    [Fact]
    public async Task Grievance_IsNeverPublic()
    {
        var made = await PostAsync(fixture.RiderClient, new
        {
            kind = "Grievance", category = "access.compound", text = "保安不让进", longitude = 104.0811,
            latitude = 30.6571,
        }, 201);
        await (await fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null))
            .GetAsync($"/api/v1/cases/{made.Id()}")).ReadAsync(404);
        var similar = await fixture.RiderClient.GetAsync(
            "/api/v1/clues/similar?category=access.compound&longitude=104.0811&latitude=30.6571");
        Assert.Equal(0, (await similar.ReadAsync(200)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task MinLevel_IsRespected_ByRoutingAndByTheDispatcher()
    {
        await fixture.WithAsync<RiderPlatform.Grievances.Data.GrievancesDb, int>(db =>
        {
            GrievancesFixture.Organisation(db, Street, "GuidanceStation", "锦官驿指导站", "510104017");
            GrievancesFixture.Duty(db, Street, "labour", "510104017", 1);
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot), s => s!.Units.ContainsKey(Street)
            && s.Duties.ContainsKey("510104017"));
        var hours = await PostAsync(fixture.RiderClient,
            new { kind = "Grievance", category = "labour.hours", text = "x", regionCode = "510104017" }, 201);
        Assert.Equal(Street, hours.GetProperty("unit").Id());
        var arrears = await PostAsync(fixture.RiderClient, Arrears, 201);
        Assert.Equal(GrievancesFixture.Committee, arrears.GetProperty("unit").Id());
        var pushed = await fixture.StepAsync(
            fixture.Dispatcher, arrears.Id(), "dispatch", new { version = 2, unitId = Street }, 400);
        Assert.Contains("更高层级", pushed.GetProperty("errors").GetProperty("unitId")[0].GetString(),
            StringComparison.Ordinal);
    }

    private static readonly Guid Street = Guid.Parse("01935b1c-7f60-7abc-8def-00000000aaaa");

    private static async Task<JsonElement> PostAsync(HttpClient client, object body, int status) =>
        await (await client.PostAsJsonAsync("/api/v1/cases", body)).ReadAsync(status);

    private static async Task<JsonElement> CaseAsync(HttpClient client, Guid id) =>
        (await (await client.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200)).GetProperty("case");
}
