using System.Net;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>Every resource in both forms, against a schema written from the specification.</summary>
public sealed class FormTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task EveryResource_IsInBothForms_AndTheyAgree()
    {
        var city = await City311.OpenAsync(fixture);
        var number =
            await city.ReportAsync(("description", "坑 <b>&\"'\n第二行"), ("media_url", "https://a.example/?a=1&b=2"));
        foreach (var path in new[]
        {
            "/discovery", "/services", "/services/road.manhole", "/services/road.parking", "/requests",
            $"/requests/{number}", $"/tokens/{number}", "/servicerequestupdates", "/requests?status=closed",
            "/requests/XS20200101-1", "/services/none", "/tokens/none", "/nothing/here",
        })
        {
            var (name, query) = path.Split('?') is [var n, var q] ? (n, $"?{q}") : (path, "");
            var wanted = path is "/requests/XS20200101-1" or "/services/none" or "/tokens/none" or "/nothing/here"
                ? 404 : 200;
            var xml = await city.GetAsync($"{name}.xml{query}", wanted);
            City311.AssertSpark(xml, await city.GetJsonAsync($"{name}.json{query}", wanted));
            Assert.Equal(xml.ToString(), (await city.GetAsync(name + query, wanted)).ToString());
        }
    }

    [Fact]
    public async Task Post_AnswersInBothForms()
    {
        var city = await City311.OpenAsync(fixture);
        var form = city.Form().ToList();
        var xml = await City311.ReadAsync(await city.SendAsync("/requests.xml", form));
        City311.AssertSpark(xml, await (await city.SendAsync("/requests.json", form)).ReadAsync(200));
        Assert.Equal(["service_request_id", "service_notice", "account_id"],
            xml.Element("request")!.Elements().Select(e => e.Name.LocalName));
        Assert.Contains("锦江区城管局", xml.Value, StringComparison.Ordinal);
        var number = xml.Element("request")!.Element("service_request_id")!.Value;
        Assert.Matches("^XS[0-9]{8}-[0-9]{6}$", number);
        var update = new (string, string)[]
        {
            ("api_key", city.Key), ("service_request_id", number), ("update_id", "1"), ("status", "OPEN"),
            ("updated_datetime", "2026-11-22T08:00:00Z"), ("description", "还在"),
        };
        xml = await City311.ReadAsync(await city.SendAsync("/servicerequestupdates.xml", update));
        City311.AssertSpark(xml, await (await city.SendAsync("/servicerequestupdates.json", update)).ReadAsync(200));
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json;q=0.5, text/xml", "text/xml")]
    [InlineData("*/*", "text/xml")]
    [InlineData(null, "text/xml")]
    public async Task WithoutEnding_TheAcceptHeaderDecides(string? accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open311/v2/services");
        request.Headers.TryAddWithoutValidation("Accept", accept is null ? [] : [accept]);
        var response = await fixture.NewClient().SendAsync(request);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Discovery_NamesTheEndpoint_AndLiesBesideItToo()
    {
        var city = await City311.OpenAsync(fixture);
        var discovery = await city.GetAsync("/discovery.xml");
        var beside = await City311.ReadAsync(await city.Http.GetAsync("/open311/discovery.xml"));
        Assert.Equal(discovery.ToString(), beside.ToString());
        var endpoint = Assert.Single(discovery.Element("endpoints")!.Elements());
        Assert.EndsWith("/open311/v2", endpoint.Element("url")!.Value, StringComparison.Ordinal);
        Assert.Equal(["text/xml", "application/json"], endpoint.Element("formats")!.Elements().Select(f => f.Value));
        Assert.True((DateTimeOffset)endpoint.Element("changeset")! < DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Services_AreThePublicCategories()
    {
        var city = await City311.OpenAsync(fixture);
        var services = (await city.GetAsync("/services.xml?jurisdiction_id=")).Elements().ToList();
        Assert.Equal(
            ["environment.rubbish", "facility.lamp", "fire.exit", "road.damage", "road.manhole", "road.parking",
                "road.signal"], services.Select(s => s.Element("service_code")!.Value));
        Assert.Equal(["facility.lamp", "road.manhole"], services.Where(s => (bool)s.Element("metadata")!)
            .Select(s => s.Element("service_code")!.Value));
        var manhole = await city.GetAsync("/services/road.manhole.xml?jurisdiction_id=chengdu.gov.cn");
        Assert.Equal(["singlevaluelist", "multivaluelist", "number", "datetime", "string", "text"],
            manhole.Element("attributes")!.Elements().Select(a => a.Element("datatype")!.Value));
        await city.GetAsync("/services/food.safety.xml", 404);
    }

    [Fact]
    public async Task Head_AndOtherOrigins_AreServed()
    {
        using var client = fixture.NewClient();
        using var head = new HttpRequestMessage(HttpMethod.Head, "/open311/v2/services.xml");
        var response = await client.SendAsync(head);
        Assert.Equal((HttpStatusCode.OK, "text/xml"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.True(response.Content.Headers.ContentLength > 100);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/open311/v2/requests.json");
        response = await client.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("POST", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")),
            StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Text_IsEscaped_AndWhatXmlCannotHoldIsReplaced()
    {
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync(("description", "a<b>&amp;\"' ]]> \uFFFF 井盖 🕳️\r\n第二行"));
        var shown = (await city.RequestAsync(number)).Element("description")!.Value;
        Assert.Equal("a<b>&amp;\"' ]]> \uFFFD 井盖 🕳️\n第二行", shown);
        var json = await city.GetJsonAsync($"/requests/{number}.json");
        Assert.Equal(shown.Replace('\uFFFD', '\uFFFF').Length, json[0].Text("description")!.Length);
    }
}
