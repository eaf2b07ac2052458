using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>
/// A FixMyStreet that sends us its reports and fetches our updates: its requests in the form in which its Perl library
/// writes them (names in no order, brackets escaped, line ends as CR LF, a type without charset), its reading of the
/// answers as its code reads them.
/// </summary>
public sealed class FixMyStreetTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const string Jurisdiction = "chengdu.gov.cn";

    private const string Described = "title: Manhole cover\n\ndetail: It is gone – 井盖没了\n\n"
        + "url: https://fms.example/report/7\n\nSubmitted via FixMyStreet";

    [Fact]
    public async Task ReportSent_WorkedOn_UpdatesFetched_CommentSent()
    {
        var city = await City311.OpenAsync(fixture);
        var services = await city.GetAsync($"/services.xml?jurisdiction_id={Jurisdiction}");
        var manhole = services.Elements("service").Single(s => s.Element("service_code")!.Value == "road.manhole");
        Assert.Equal("true", manhole.Element("metadata")!.Value);
        var definition = await city.GetAsync($"/services/road.manhole.xml?jurisdiction_id={Jurisdiction}");
        var required = definition.Element("attributes")!.Elements("attribute")
            .Single(a => a.Element("required")!.Value == "true");

        var sent = await PerlAsync(city, "requests.xml", new()
        {
            ["lat"] = "30.657", ["first_name"] = "Chengdu", ["description"] =
                Described + "\n",
            ["attribute[easting]"] = "531000", ["service_code"] = "road.manhole", ["last_name"] = "",
            [$"attribute[{required.Element("code")!.Value}]"] = "broken", ["long"] = "104.081",
            ["email"] = "reporter@example.org", ["media_url"] = "https://fms.example/photo/7.0.full.jpeg?1",
            ["attribute[fixmystreet_id]"] = "7", ["api_key"] = city.Key, ["jurisdiction_id"] = Jurisdiction,
        });
        var number = sent.Element("request")!.Element("service_request_id")!.Value;
        var kept = await city.RequestAsync(number);
        Assert.Equal(
            Described,
            kept.Element("description")!.Value);
        Assert.Equal("https://fms.example/photo/7.0.full.jpeg?1", kept.Element("media_url")!.Value);

        var id = await fixture.ScalarAsync<Guid>($"select id from cases where number = '{number}'");
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "reopen", new { version = 4, reason = "内部原因" }, 409);
        await fixture.ScalarAsync<int>($"""
            with aged as (update cases set changed_at = changed_at - interval '4 days' where id = '{id}' returning 1)
            select count(*)::int from aged
            """);
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 4, outcome = "Solved" });

        var updates = (await FetchAsync(city)).Where(u => u.Element("service_request_id")!.Value == number).ToList();
        Assert.Equal(["OPEN", "OPEN", "OPEN", "CLOSED"], updates.Select(u => u.Element("status")!.Value));
        Assert.Equal(4, updates.Select(u => u.Element("update_id")!.Value).Distinct().Count());
        Assert.StartsWith("锦江区城管局已接单", updates[1].Element("description")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(updates, u => u.Value.Contains("已补装井盖", StringComparison.Ordinal));

        var answer = await PerlAsync(city, "servicerequestupdates.xml", new()
        {
            ["status"] = "OPEN", ["update_id"] = "311", ["service_request_id"] = number, ["last_name"] = "-",
            ["description"] = "It is loose again\nsince today", ["first_name"] = "", ["email"] = "a@example.org",
            ["updated_datetime"] = "2026-11-22T09:30:00+08:00", ["api_key"] = city.Key,
            ["jurisdiction_id"] = Jurisdiction, ["media_url"] = "https://fms.example/photo/c/311.full.jpeg",
        });
        Assert.NotEmpty(answer.Element("request_update")!.Element("update_id")!.Value);

        // What it sent does not come back as an update of ours, and the case stays closed.
        Assert.Equal(4, (await FetchAsync(city)).Count(u => u.Element("service_request_id")!.Value == number));
        var polled =
            await city.GetAsync($"/requests.xml?service_request_id={number}%2CXS1&jurisdiction_id={Jurisdiction}");
        Assert.Equal("closed", Assert.Single(polled.Elements()).Element("status")!.Value);
    }

    /// <summary>Open311::GetServiceRequestUpdates, with its check of what lies in the span, on texts.</summary>
    private static async Task<IReadOnlyList<XElement>> FetchAsync(City311 city)
    {
        static string W3(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (start, end) = (W3(DateTime.UnixEpoch.AddTicks((await NowAsync(city)).Ticks - DateTime.UnixEpoch.Ticks)
            .AddHours(-2)), W3((await NowAsync(city)).AddSeconds(1)));
        var updates = await city.GetAsync($"/servicerequestupdates.xml?end_date={Uri.EscapeDataString(end)}&api_key="
            + $"&jurisdiction_id={Jurisdiction}&start_date={Uri.EscapeDataString(start)}");
        Assert.All(updates.Elements(), u =>
        {
            var updated = W3(DateTimeOffset.Parse(
                u.Element("updated_datetime")!.Value, CultureInfo.InvariantCulture).UtcDateTime);
            Assert.False(string.CompareOrdinal(updated, start) < 0 || string.CompareOrdinal(updated, end) > 0);
        });
        var moments = updates.Elements().Select(u => (DateTimeOffset)u.Element("updated_datetime")!).ToList();
        Assert.Equal(moments.Order(), moments);
        return [.. updates.Elements()];
    }

    /// <summary>The server's clock, from its answer.</summary>
    private static async Task<DateTime> NowAsync(City311 city) =>
        (await city.Http.GetAsync("/open311/discovery.xml")).Headers.Date!.Value.UtcDateTime;

    /// <summary>
    /// HTTP::Request::Common: spaces as +, everything but letters, digits and -_.!~*'() escaped, CR LF.
    /// </summary>
    private static async Task<XElement> PerlAsync(City311 city, string path, Dictionary<string, string> form)
    {
        var body = string.Join('&', form.Select(f => $"{Escape(f.Key)}={Escape(f.Value)}"));
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/open311/v2/{path}") { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", "libwww-perl/6.67");
        request.Headers.TryAddWithoutValidation("TE", "deflate,gzip;q=0.3");
        return await City311.ReadAsync(await city.Http.SendAsync(request));
    }

    private static string Escape(string text) => Uri.EscapeDataString(text)
        .Replace("%20", "+", StringComparison.Ordinal).Replace("%0A", "%0D%0A", StringComparison.Ordinal);
}
