using System.Text;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>Each error that the specification lists, with its status and its words.</summary>
public sealed class ErrorTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Theory]
    [InlineData("/services.xml?jurisdiction_id=leshan.gov.cn", 404, "jurisdiction_id provided was not found")]
    [InlineData("/services/road.manhole.xml?jurisdiction_id=x", 404, "jurisdiction_id provided was not found")]
    [InlineData("/services/none.xml", 404, "service_code provided was not found")]
    [InlineData("/services/other.xml", 404, "service_code provided was not found")]
    [InlineData("/requests.xml?jurisdiction_id=x", 404, "jurisdiction_id provided was not found")]
    [InlineData("/requests/XS20260101-999999.xml", 404, "service_request_id was not found")]
    [InlineData("/requests/1%20or%201.xml", 404, "service_request_id was not found")]
    [InlineData("/tokens/1.xml", 404, "token was not found")]
    [InlineData("/tokens/1.xml?jurisdiction_id=x", 404, "jurisdiction_id provided was not found")]
    [InlineData("/request.xml", 404, "The resource was not found")]
    [InlineData("/requests.xml?start_date=yesterday", 400, "start_date is not valid: w3 format")]
    [InlineData("/requests.xml?start_date=2026-01-01T00:00:00", 400, "start_date is not valid: w3 format")]
    [InlineData("/requests.xml?start_date=0001-01-01T00:00:00Z", 400, "start_date is not valid")]
    [InlineData("/requests.xml?end_date=9999-12-31", 400, "end_date is not valid")]
    [InlineData("/requests.xml?start_date=2026-01-01&end_date=2026-05-01", 400, "not more than 90 days apart")]
    [InlineData("/requests.xml?start_date=2026-02-01&end_date=2026-01-01", 400, "in order")]
    [InlineData("/requests.xml?updated_after=x", 400, "updated_after is not valid")]
    [InlineData("/requests.xml?status=done", 400, "options: open, closed")]
    [InlineData("/requests.xml?page=0", 400, "page is not valid")]
    [InlineData("/requests.xml?page_size=1001", 400, "page_size is not valid: 1–1000")]
    [InlineData("/requests.xml?page=101", 400, "narrow the dates")]
    [InlineData("/servicerequestupdates.xml?start_date=x", 400, "start_date is not valid")]
    [InlineData(
        "/servicerequestupdates.xml?start_date=2026-01-01&end_date=2026-02-02", 400, "not more than 31 days apart")]
    [InlineData("/servicerequestupdates.xml?jurisdiction_id=x", 404, "jurisdiction_id provided was not found")]
    public async Task Get_Wrong_SaysWhatIs(string path, int status, string words)
    {
        var city = new City311(fixture, "none");
        var errors = await city.GetAsync(path, status);
        var error = errors.Element("error")!;
        Assert.Equal($"{status}", error.Element("code")!.Value);
        Assert.Contains(words, error.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Matches("^[^a-z]*[\u4e00-\u9fff]|^[a-z_ &–]+有误", error.Element("description")!.Value);
        City311.AssertSpark(
            errors, await city.GetJsonAsync(path.Replace(".xml", ".json", StringComparison.Ordinal), status));
    }

    /// <summary>Field, its wrong value (null: left out), status, words of the error.</summary>
    [Theory]
    [InlineData("jurisdiction_id", "x", 404, "jurisdiction_id provided was not found")]
    [InlineData("api_key", null, 403, "Missing api_key -- can't proceed with create_request.")]
    [InlineData("api_key", "", 403, "Missing api_key -- can't proceed with create_request.")]
    [InlineData("api_key", "xyz", 403, "Invalid api_key received -- can't proceed with create_request.")]
    [InlineData("service_code", null, 400, "service_code was not provided")]
    [InlineData("service_code", "001", 404, "service_code provided was not found")]
    [InlineData("service_code", "food.safety", 404, "service_code provided was not found")]
    [InlineData("lat", null, 400, "lat & long is not valid")]
    [InlineData("lat", "north", 400, "lat & long is not valid")]
    [InlineData("lat", "NaN", 400, "lat & long is not valid")]
    [InlineData("long", "-122.42", 400, "within China")]
    [InlineData("lat", "40", 400, "The location is not within the jurisdiction")]
    [InlineData("description", "a\u0001b", 400, "description is not valid")]
    [InlineData("media_url", "ftp://a.example/1.jpg", 400, "media_url is not valid")]
    [InlineData("media_url", "javascript:alert(1)", 400, "media_url is not valid")]
    [InlineData("media_url", "/etc/passwd", 400, "media_url is not valid")]
    [InlineData("media_url", "https://city.gov@evil.example/", 400, "media_url is not valid")]
    [InlineData("address_string", "a\u0000b", 400, "The request is invalid")]
    public async Task Post_Wrong_SaysWhatIs(string field, string? value, int status, string words)
    {
        var city = await City311.OpenAsync(fixture);
        var before = await fixture.ScalarAsync<long>("select count(*) from cases");
        var errors = await City311.ReadAsync(await city.SendAsync("/requests.xml", city.Form((field, value))), status);
        Assert.Contains(words, errors.Value, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.ScalarAsync<long>("select count(*) from cases"));
    }

    [Fact]
    public async Task Post_WithoutLocation_OrTooLong_OrTooMany_IsRefused_AllAtOnce()
    {
        var city = await City311.OpenAsync(fixture);
        var form = city.Form(("lat", null), ("long", null), ("description", new string('井', 4001)))
            .Concat(Enumerable.Range(0, 10).Select(i => ("media_url", $"https://a.example/{i}")));
        var errors = (await City311.ReadAsync(await city.SendAsync("/requests.xml", form), 400)).Elements().ToList();
        Assert.Equal(3, errors.Count);
        Assert.Contains("A location was not provided", errors[2].Value, StringComparison.Ordinal);
        Assert.All(errors, e => Assert.Equal("400", e.Element("code")!.Value));
        await city.ReportAsync(("description", new string('井', 4000)));
    }

    [Theory]
    [InlineData("state", null, "attribute[state] was not provided")]
    [InlineData("state", "gone", "a key of its values")]
    [InlineData("affects", "motor|sea", "a key of its values")]
    [InlineData("diameter_cm", "wide", "a number")]
    [InlineData("diameter_cm", "70|80", "one value only")]
    [InlineData("seen_at", "2026-01-01T00:00:00", "ISO 8601")]
    [InlineData("cover_number", "a\nb", "without line breaks")]
    public async Task Post_WrongAttribute_IsNamed(string code, string? value, string words)
    {
        var city = await City311.OpenAsync(fixture);
        var form = city.Form(("service_code", "road.manhole"), ("attribute[state]", code == "state" ? null : "missing"))
            .Concat((value ?? "").Split('|').Select(v => ($"attribute[{code}]", v)));
        var errors = await City311.ReadAsync(await city.SendAsync("/requests.xml", form), 400);
        Assert.Contains(words, Assert.Single(errors.Elements()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OutsideTheKeysRegion_Is403()
    {
        var city = await City311.OpenAsync(fixture, "510105");
        var errors = await City311.ReadAsync(await city.SendAsync("/requests.xml", city.Form()), 403);
        Assert.Contains("Invalid api_key received for this region", errors.Value, StringComparison.Ordinal);
    }

    /// <summary>The specification's own example is "CRM is down": 400, and a sentence that says whom to tell.</summary>
    [Fact]
    public async Task AnythingThatFailsHere_IsAGeneralServiceError()
    {
        var city = await City311.OpenAsync(fixture);
        await fixture.ScalarAsync<string>("alter table open311_keys rename to away; select ''");
        var broken = await city.SendAsync("/requests.xml", city.Form());
        await fixture.ScalarAsync<string>("alter table away rename to open311_keys; select ''");
        var errors = await City311.ReadAsync(broken, 400);
        Assert.Contains("General service error", errors.Value, StringComparison.Ordinal);
        await city.ReportAsync();
    }

    [Fact]
    public async Task Body_ThatCannotBeRead_IsAnErrorOfTheSpecification()
    {
        var city = await City311.OpenAsync(fixture);
        var huge = await city.SendRawAsync("/requests.xml", $"api_key={city.Key}&x={new string('x', 2_000_000)}");
        Assert.Contains("too large", (await City311.ReadAsync(huge, 400)).Value, StringComparison.Ordinal);
        using var broken = new StringContent("--a\r\nx", Encoding.UTF8);
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=a");
        await City311.ReadAsync(await city.Http.PostAsync("/open311/v2/requests.xml", broken), 400);
        using var json = new StringContent($$"""{"api_key":"{{city.Key}}"}""", Encoding.UTF8, "application/json");
        await City311.ReadAsync(await city.Http.PostAsync("/open311/v2/requests.xml", json), 403);
    }
}
