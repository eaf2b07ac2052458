using System.Globalization;
using System.Net.Http.Json;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>What the public may read of a rider's report: kind, place to ten metres, day, and how far it is.</summary>
public sealed class PrivacyTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const string Secret = "我是美团骑手王五，电话 13800000311";

    private async Task<(string Number, Guid Id)> RiderReportsAsync(string category = "road.damage")
    {
        var clue = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category, text = Secret, longitude = 104.0812345, latitude = 30.6571234 })).ReadAsync(201);
        return (clue.Text("number")!, clue.Id());
    }

    [Fact]
    public async Task RidersReport_IsShownAsOnTheHazardMap()
    {
        var city = await City311.OpenAsync(fixture);
        var (number, id) = await RiderReportsAsync();
        var request = await city.RequestAsync(number);
        string Of(string name) => request.Element(name)!.Value;
        Assert.Equal(("", "", "104.0812", "30.6571", "锦江区城管局", "春熙路街道, 锦江区"), (Of("description"),
            Of("media_url"), Of("long"), Of("lat"), Of("agency_responsible"), Of("address")));
        foreach (var moment in new[] { "requested_datetime", "updated_datetime", "expected_datetime" })
        {
            Assert.EndsWith("T00:00:00+08:00", Of(moment), StringComparison.Ordinal);
        }

        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Urban, note = "内部说明" },
                409);
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(fixture.RiderClient, id, "callback",
            new { version = 4, solved = "Solved", satisfaction = "Satisfied", comment = Secret });
        Assert.EndsWith("T00:00:00+08:00",
            (await city.RequestAsync(number)).Element("updated_datetime")!.Value, StringComparison.Ordinal);

        string[] pages =
        [
            "/requests.xml", "/requests.json", "/servicerequestupdates.xml", $"/requests/{number}.xml",
            "/requests.xml?updated_after=2026-01-01T00:00:00Z&updated_before=2026-03-01T00:00:00Z",
        ];
        foreach (var page in pages)
        {
            var body = await (await city.Http.GetAsync(City311.Root + page)).Content.ReadAsStringAsync();
            foreach (var secret in new[]
            {
                "13800000311", "王五", "已补装井盖", GrievancesFixture.Rider.ToString(), id.ToString(),
                "104.0812345", "30.6571234",
            })
            {
                Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task RidersMoment_CannotBeFoundOutByAskingForSpans()
    {
        var city = await City311.OpenAsync(fixture);
        var (number, _) = await RiderReportsAsync();
        var moment = await fixture.ScalarAsync<DateTime>($"select reported_at from cases where number = '{number}'");
        var day = DateTime.Parse((await city.RequestAsync(number)).Element("requested_datetime")!.Value,
            CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        foreach (var (from, to) in new[] { ("start_date", "end_date"), ("updated_after", "updated_before") })
        {
            async Task<bool> FoundAsync(DateTime first, DateTime last) =>
                (await city.GetAsync(
                    $"/requests.xml?{from}={first:yyyy-MM-ddTHH:mm:ssZ}&{to}={last:yyyy-MM-ddTHH:mm:ssZ}"))
                .Elements().Any(r => r.Element("service_request_id")!.Value == number);
            Assert.False(await FoundAsync(moment.AddMinutes(-5), moment.AddMinutes(5)) && day < moment.AddMinutes(-5));
            Assert.True(await FoundAsync(day, day));
            Assert.True(await FoundAsync(day.AddHours(-1), moment.AddMinutes(-1) > day ? moment.AddMinutes(-1) : day));
        }

        Assert.DoesNotContain(
            number, (await city.GetAsync("/servicerequestupdates.xml")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherCases_AreNobodysBusiness()
    {
        var city = await City311.OpenAsync(fixture);
        var (food, _) = await RiderReportsAsync("food.safety");
        var leshan = (await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = "road.damage", text = "x", regionCode = "511102004" })).ReadAsync(201)).Text("number")!;
        var (appeal, id) = await RiderReportsAsync();
        await fixture.ScalarAsync<int>(
            $"with a as (update cases set kind = 'Appeal' where id = '{id}' returning 1) select count(*)::int from a");
        var all = (await city.GetAsync("/requests.xml")).Value;
        foreach (var number in new[] { food, leshan, appeal })
        {
            await city.GetAsync($"/requests/{number}.xml", 404);
            await city.GetAsync($"/tokens/{number}.xml", 404);
            Assert.Empty((await city.GetAsync($"/requests.xml?service_request_id={number}")).Elements());
            Assert.DoesNotContain(number, all, StringComparison.Ordinal);
            var update = await city.SendAsync("/servicerequestupdates.xml", [("api_key", city.Key),
                ("service_request_id", number), ("update_id", number), ("status", "OPEN"),
                ("updated_datetime", "2026-11-22T08:00:00Z")]);
            await City311.ReadAsync(update, 404);
        }
    }

    [Theory]
    [InlineData("电话13800000311，找赵四", "电话138********，找赵四")]
    [InlineData("+86 138-0000-0311。", "+86**************。")]
    [InlineData("身份证 51010419900307123X", "身份证 510***************")]
    [InlineData("XS20261122-100001 二环路 2026 年 123456789012", "XS20261122-100001 二环路 2026 年 123456789012")]
    public async Task Numbers_OfPeople_AreMaskedInPublic_AndMarkedForStaff(string written, string shown)
    {
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync(("description", written));
        Assert.Equal(shown, (await city.RequestAsync(number)).Element("description")!.Value);
        var listed = await city.GetAsync($"/requests.xml?service_request_id={number}");
        Assert.Equal(shown, listed.Element("request")!.Element("description")!.Value);
        var id = await fixture.ScalarAsync<Guid>($"select id from cases where number = '{number}'");
        var seen = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200);
        Assert.Equal((written != shown, written), (
            seen.GetProperty("open311").GetProperty("hasPersonalNumbers").GetBoolean(),
            seen.GetProperty("case").Text("text")));
    }
}
