using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>What becomes of a request: an ordinary clue without a rider.</summary>
public sealed class PostTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Request_IsAnOrdinaryClue_RoutedNumberedAndAnnounced()
    {
        await using var heard = await Broadcast.ListenAsync(fixture.Broker, "case-registered.v1");
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync(
            ("service_code", "road.manhole"), ("description", "井盖没了"), ("address_string", "春熙路 8 号"),
            ("attribute[state]", "missing"), ("attribute[affects][]", "motor"), ("attribute[affects][]", "bicycle"),
            ("attribute[diameter_cm]", "70"), ("attribute[easting]", "12"), ("media_url", "https://a.example/1.jpg"),
            ("media_url", "https://a.example/2.jpg"));
        var item = (await (await fixture.Handler().GetAsync($"/api/v1/cases?q={number}")).ReadAsync(200))
            .GetProperty("items")[0];
        Assert.Equal(("Dispatched", 2, "Major", "510104022", "Clue"), (item.Text("status"), item.Number("version"),
            item.Text("severity"), item.Text("regionCode"), item.Text("kind")));
        Assert.Equal("井盖没了\n地址：春熙路 8 号\n井盖现状：缺失\n影响哪些通行：机动车道、非机动车道\n直径（厘米）：70\n"
            + "图片链接：https://a.example/1.jpg\n图片链接：https://a.example/2.jpg", item.Text("text"));

        var id = item.Id();
        var file = await (await fixture.Handler().GetAsync($"/api/v1/cases/{id}")).ReadAsync(200);
        var came = file.GetProperty("open311");
        Assert.StartsWith("test ", came.Text("source"), StringComparison.Ordinal);
        Assert.Equal(["https://a.example/1.jpg", "https://a.example/2.jpg"],
            came.GetProperty("mediaUrls").EnumerateArray().Select(u => u.GetString()));
        Assert.Equal(["missing"],
            came.GetProperty("attributes").GetProperty("state").EnumerateArray().Select(v => v.GetString()));
        var timeline = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200);
        Assert.StartsWith("经 Open311 上报“井盖缺失”，已登记在春熙路街道", timeline[0].Text("text"), StringComparison.Ordinal);
        Assert.Equal("open311", timeline[0].Text("actorRole"));
        var fact = await heard.NextAsync(id);
        Assert.Equal(("Clue", "road.manhole", "Major", "510104022"), (fact.Text("kind"),
            fact.Text("category"), fact.Text("severity"), fact.Text("regionCode")));
    }

    [Fact]
    public async Task Case_LivesToItsEnd_AndNobodyIsAwarded()
    {
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync();
        var id = await fixture.ScalarAsync<Guid>($"select id from cases where number = '{number}'");
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        Assert.Equal("open", (await city.RequestAsync(number)).Element("status")!.Value);
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.ScalarAsync<int>($"""
            with aged as (update cases set changed_at = changed_at - interval '4 days' where id = '{id}' returning 1)
            select count(*)::int from aged
            """);
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 4, outcome = "Solved" });
        var request = await city.RequestAsync(number);
        Assert.Equal(("closed", "已解决。 Solved."),
            (request.Element("status")!.Value, request.Element("status_notes")!.Value));
        Assert.Contains("\"riderId\":null", await fixture.ScalarAsync<string>(
            $"select payload from outbox where key = '{id}' and type = 'case-closed.v1'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonalData_IsNotStoredAnywhere()
    {
        var city = await City311.OpenAsync(fixture);
        await city.ReportAsync(("first_name", "Zhangsan311"), ("last_name", "Lisi311"), ("phone", "13911113111"),
            ("email", "p311@example.org"), ("device_id", "dev311x"), ("account_id", "acc311x"));
        var stored = await fixture.ScalarAsync<string>("""
            select concat((select string_agg(c::text, '') from cases c),
                (select string_agg(e::text, '') from case_events e),
                (select string_agg(r::text, '') from open311_requests r),
                (select string_agg(o::text, '') from outbox o))
            """);
        foreach (
            var secret in new[] { "Zhangsan311", "Lisi311", "13911113111", "p311@", "dev311x", "acc311x", city.Key })
        {
            Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("成都市锦江区春熙路街道 8 号", null, "510104022")]
    [InlineData("锦江区某处", null, "510104")]
    [InlineData("不知道哪里", null, "5101")]
    [InlineData(null, "510104017", "510104017")]
    public async Task Place_ByAddressOrItsId_IsFound(string? address, string? addressId, string region)
    {
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync(
            ("lat", null), ("long", null), ("address_string", address), ("address_id", addressId));
        Assert.Equal(
            region, await fixture.ScalarAsync<string>($"select region_code from cases where number = '{number}'"));
        var request = await city.RequestAsync(number);
        Assert.Equal((region, ""), (request.Element("address_id")!.Value, request.Element("lat")!.Value));
    }

    [Fact]
    public async Task AddressId_ThatIsUnknown_IsRefused_UnlessThereIsAPosition()
    {
        var city = await City311.OpenAsync(fixture);
        var without = city.Form(("lat", null), ("long", null), ("address_id", "545483"));
        await City311.ReadAsync(await city.SendAsync("/requests.xml", without), 400);
        await city.ReportAsync(("address_id", "545483"));
    }

    [Fact]
    public async Task Multipart_IsTakenToo_ItsFilesAreNotRead()
    {
        var city = await City311.OpenAsync(fixture);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in city.Form(("description", "多部分表单")))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(
            new ByteArrayContent(Pictures.Jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } },
            "media", "a.jpg");
        var xml = await City311.ReadAsync(await city.Http.PostAsync("/open311/v2/requests.xml", form));
        var request = await city.RequestAsync(xml.Element("request")!.Element("service_request_id")!.Value);
        Assert.Equal(("多部分表单", ""), (request.Element("description")!.Value, request.Element("media_url")!.Value));
    }

    [Fact]
    public async Task Keys_AreIssuedListedAndRevoked_AndShownOnce()
    {
        var admin = City311.Administrator(fixture);
        var body = new { name = $"once {Guid.CreateVersion7()}", regionCode = "5101" };
        var made = await (await admin.PostAsJsonAsync("/api/v1/open311/keys", body)).ReadAsync(201);
        await (await admin.PostAsJsonAsync("/api/v1/open311/keys", body)).ProblemAsync(409, "NameTaken");
        var city = new City311(fixture, made.Text("key")!);
        await city.ReportAsync();
        var list = await (await admin.GetAsync("/api/v1/open311/keys?size=200")).Content.ReadAsStringAsync();
        Assert.Contains(made.Id().ToString(), list, StringComparison.Ordinal);
        Assert.DoesNotContain(city.Key, list, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(204, (int)(await admin.DeleteAsync($"/api/v1/open311/keys/{made.Id()}")).StatusCode);
        }

        await City311.ReadAsync(await city.SendAsync("/requests.xml", city.Form()), 403);
        await (await admin.DeleteAsync($"/api/v1/open311/keys/{Guid.CreateVersion7()}")).ProblemAsync(404, "NotFound");
        await (await admin.PostAsJsonAsync("/api/v1/open311/keys", body)).ReadAsync(201);
    }

    [Fact]
    public async Task Keys_AreTheAdministratorsAlone_WithinTheRegion()
    {
        var body = new { name = $"x {Guid.CreateVersion7()}" };
        await (await fixture.Dispatcher.PostAsJsonAsync("/api/v1/open311/keys", body)).ProblemAsync(403, "Forbidden");
        await (await fixture.NewClient().GetAsync("/api/v1/open311/keys")).ProblemAsync(401, "Unauthenticated");
        var county = City311.Administrator(fixture, "510104");
        await (await county.PostAsJsonAsync("/api/v1/open311/keys", body)).ProblemAsync(403, "Forbidden");
        var (_, city) = await City311.NewKeyAsync(fixture);
        var (_, own) = await City311.NewKeyAsync(fixture, "510104");
        var seen = await (await county.GetAsync("/api/v1/open311/keys?size=200")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(city.ToString(), seen, StringComparison.Ordinal);
        Assert.Contains(own.ToString(), seen, StringComparison.Ordinal);
        await (await county.DeleteAsync($"/api/v1/open311/keys/{city}")).ProblemAsync(404, "NotFound");
        foreach (var wrong in new object[] { new { name = "" }, new { name = "x", regionCode = "5111" } })
        {
            await (await City311.Administrator(fixture).PostAsJsonAsync("/api/v1/open311/keys", wrong))
                .ProblemAsync(400, "Invalid");
        }
    }
}
