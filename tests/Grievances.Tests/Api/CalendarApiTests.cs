using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>A year is announced: first looked at, then imported, once.</summary>
public sealed class CalendarApiTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const string Year = "/api/v1/calendar/years/2027";

    private static readonly object Body = new
    {
        source = "通知",
        off = new[] { new { from = "2027-10-01", to = "2027-10-07", name = "国庆节" } },
        work = new[] { new { from = "2027-10-09", to = "2027-10-09", name = "国庆节" } },
    };

    private HttpClient Administrator => fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));

    [Fact]
    public async Task Year_IsPreviewed_Imported_AndCorrected()
    {
        var october = await MonthAsync("2027-10");
        Assert.True(october.GetProperty("provisional").GetBoolean());
        Assert.Equal("WorkDay", october.GetProperty("days")[0].Text("kind"));

        var dry = await (await Administrator.PostAsJsonAsync($"{Year}?dryRun=true", Body)).ReadAsync(200);
        Assert.Equal((1, true, 8), (dry.Number("version"), dry.GetProperty("dryRun").GetBoolean(), Changed(dry)));
        Assert.True((await MonthAsync("2027-10")).GetProperty("provisional").GetBoolean());

        var first = await (await Administrator.PostAsJsonAsync(Year, Body)).ReadAsync(200);
        Assert.Equal((1, 8), (first.Number("version"), Changed(first)));
        var again = await (await Administrator.PostAsJsonAsync(Year, Body)).ReadAsync(200);
        Assert.Equal((1, 0), (again.Number("version"), Changed(again)));
        october =
            await Eventually.IsAsync(() => MonthAsync("2027-10"), m => !m.GetProperty("provisional").GetBoolean());
        Assert.Equal(("Holiday", "国庆节", "MakeUpDay"), (october.GetProperty("days")[0].Text("kind"),
            october.GetProperty("days")[0].GetProperty("reason").Text("zh"),
            october.GetProperty("days")[8].Text("kind")));

        var corrected = await (await Administrator.PostAsJsonAsync(Year, new
        {
            source = "更正", off = new[] { new { from = "2027-10-01", to = "2027-10-08", name = "国庆节" } },
        })).ReadAsync(200);
        Assert.Equal((2, 2), (corrected.Number("version"), Changed(corrected)));
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from calendar_years where year = 2027"));
    }

    [Fact]
    public async Task TwoImportsAtOnce_AreTwoVersionsOrOneRefusal_NeverOneLost()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(day => Administrator.PostAsJsonAsync(
            "/api/v1/calendar/years/2028", new
            {
                source = "通知", off = new[] { new { from = $"2028-01-0{day}", to = $"2028-01-0{day}", name = "元旦" } },
            })));
        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, (int[])[200, 409]));
        Assert.Equal(answers.Count(a => (int)a.StatusCode == 200),
            await fixture.ScalarAsync<long>("select count(*) from calendar_years where year = 2028"));
    }

    [Theory]
    [InlineData("1999", """{"source":"x","off":[{"from":"1999-01-01","to":"1999-01-01","name":"x"}]}""", "year")]
    [InlineData("2029", """{"source":"x"}""", "off")]
    [InlineData("2029", """{"source":"","off":[{"from":"2029-01-01","to":"2029-01-01","name":"x"}]}""", "source")]
    [InlineData("2029", """{"source":"x","off":[null]}""", "off")]
    [InlineData("2029", """
        {"source":"x","off":[{"from":"2029-01-01","to":"2029-01-01","name":"x"}],
        "work":[{"from":"2029-01-02","to":"2029-01-02","name":"x"}]}
        """, "work")]
    public async Task WrongYear_IsRefusedUnderItsField(string year, string json, string field)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var problem = await (await Administrator.PostAsync($"/api/v1/calendar/years/{year}", content))
            .ProblemAsync(400, "Invalid");
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), e => e.Name == field);
    }

    [Fact]
    public async Task Calendar_IsTheAdministratorsToChange_AndStaffsToRead()
    {
        await (await fixture.Dispatcher.PostAsJsonAsync(Year, Body)).ProblemAsync(403, "Forbidden");
        await (await fixture.RiderClient.GetAsync("/api/v1/calendar")).ProblemAsync(403, "Forbidden");
        await (await fixture.NewClient().GetAsync("/api/v1/calendar")).ProblemAsync(401, "Unauthenticated");
        await (await fixture.Dispatcher.GetAsync("/api/v1/calendar?month=1926-10")).ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.GetAsync("/api/v1/calendar?month=October")).ProblemAsync(400, "Invalid");
        var years = (await (await fixture.Handler().GetAsync("/api/v1/calendar")).ReadAsync(200)).GetProperty("years");
        var known = years.EnumerateArray().Single(y => y.Number("year") == 2026);
        Assert.Equal((1, 33, 6), (known.Number("version"), known.Number("offDays"), known.Number("makeUpDays")));
    }

    private static int Changed(JsonElement answer) => answer.GetProperty("changed").GetArrayLength();

    private async Task<JsonElement> MonthAsync(string month) =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/calendar?month={month}")).ReadAsync(200))
            .GetProperty("month");
}
