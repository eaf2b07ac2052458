using System.Xml.Linq;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>Lists longer than a page, and what they can be narrowed by.</summary>
public sealed class ListRequestsTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const int Many = 2345;

    private static IReadOnlyList<string> NumbersOf(XElement list) =>
        [.. list.Elements().Select(r => r.Element("service_request_id")!.Value)];

    /// <summary>
    /// Street lamps that came in one a minute up to 100 minutes ago, every third of them closed since.
    /// </summary>
    private Task<int> FillAsync(string keyId) => fixture.ScalarAsync<int>($"""
        with made as (insert into cases (id, number, kind, category, severity, region_code, status, version, text,
                reported_at, changed_at, reopenings, returns, rider_due_at, response_due_at)
            select ('019' || lpad(to_hex({Many} - n), 29, '0'))::uuid, 'XS20260801-' || (200000 + n), 'Clue',
                'facility.lamp', 1, '510104022', case when n % 3 = 0 then 'Closed' else 'Dispatched' end, 2, 'x',
                date_trunc('second', now()) - (n + 100) * interval '1 minute',
                date_trunc('second', now()) - (n + 50) * interval '1 minute', 0, 0,
                now(), now()
            from generate_series(1, {Many}) n on conflict do nothing returning id),
        came as (insert into open311_requests (case_id, key_id, description, media_urls, content_hash, received_at)
            select id, '{keyId}', 'd', '{"{}"}', id, now() from made),
        told as (insert into case_events (case_id, version, kind, status, actor_role, region_code, occurred_at)
            select c.id, 3, 'Accepted', 'Accepted', 'handler', '510104022', now() - interval '1 day' from made c)
        select count(*)::int from made
        """);

    [Fact]
    public async Task Pages_GiveEveryRequestOnce_TheNewestFirst()
    {
        var (key, id) = await City311.NewKeyAsync(fixture);
        var city = new City311(fixture, key);
        await FillAsync(id.ToString());
        var first = NumbersOf(await city.GetAsync("/requests.xml?service_code=facility.lamp"));
        Assert.Equal(1000, first.Count);
        Assert.Equal(["XS20260801-200001", "XS20260801-201000"], [first[0], first[^1]]);
        var seen = new HashSet<string>();
        for (var page = 1; page <= 4; page++)
        {
            var numbers = NumbersOf(
                await city.GetAsync($"/requests.xml?service_code=facility.lamp&page={page}&page_size=700"));
            Assert.Equal(page == 4 ? Many - 2100 : 700, numbers.Count);
            Assert.All(numbers, n => Assert.True(seen.Add(n), n));
        }

        Assert.Empty((await city.GetAsync("/requests.xml?service_code=facility.lamp&page=5&page_size=700")).Elements());
        Assert.Equal(1000, (await city.GetJsonAsync("/requests.json?service_code=facility.lamp")).GetArrayLength());
    }

    [Fact]
    public async Task Filters_NarrowIt()
    {
        var (key, id) = await City311.NewKeyAsync(fixture);
        var city = new City311(fixture, key);
        await FillAsync(id.ToString());
        async Task<int> CountAsync(string query) => (await city.GetAsync($"/requests.xml?{query}")).Elements().Count();

        const string Lamps = "service_code=facility.lamp&page_size=1000&page=3";
        Assert.Equal(345, await CountAsync(Lamps));
        Assert.Equal(345, await CountAsync($"{Lamps}&status=open,closed"));
        Assert.Equal(345, await CountAsync($"{Lamps}&status=OPEN&status=closed&start_date=&end_date="));
        Assert.Equal((Many / 3, Many - (Many / 3) - 1000),
            (await CountAsync("service_code=facility.lamp&status=closed"),
            await CountAsync("service_code=facility.lamp&status=open&page=2")));
        Assert.Equal(0, await CountAsync("service_code=fire.exit,none"));

        // By number nothing else counts, not even the dates.
        Assert.Equal(["XS20260801-200001", "XS20260801-200002"], NumbersOf(await city.GetAsync(
            "/requests.xml?service_request_id=XS20260801-200002,XS20260801-200001,none&status=closed"
            + "&start_date=2026-01-01")));

        // Both bounds belong to the span.
        var third = (await city.RequestAsync("XS20260801-200003")).Element("requested_datetime")!.Value;
        var fifth = (await city.RequestAsync("XS20260801-200005")).Element("requested_datetime")!.Value;
        Assert.Equal(["XS20260801-200003", "XS20260801-200004", "XS20260801-200005"], NumbersOf(await city.GetAsync(
            $"/requests.xml?service_code=facility.lamp&start_date={fifth}&end_date={Uri.EscapeDataString(third)}")));
        var past = Uri.EscapeDataString("2026-01-31T08:00:00+08:00");
        Assert.Equal(0, await CountAsync($"end_date={past}"));
        Assert.Equal(0, await CountAsync($"updated_before={past}"));
    }

    [Fact]
    public async Task Updated_GoesByTheLastChange_HoweverOldTheRequest()
    {
        var city = await City311.OpenAsync(fixture);
        var number = await city.ReportAsync();
        var id = await fixture.ScalarAsync<Guid>($"""
            with aged as (update cases set reported_at = reported_at - interval '200 days' where number = '{number}'
                returning id), e as (update case_events set occurred_at = occurred_at - interval '200 days'
                where case_id = (select id from aged)) select id from aged
            """);
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        var at = (await city.RequestAsync(number)).Element("updated_datetime")!.Value;
        string Query(string name) => $"/requests.xml?{name}={Uri.EscapeDataString(at)}";
        Assert.Contains(number, NumbersOf(await city.GetAsync(Query("updated_after"))));
        Assert.Contains(number, NumbersOf(await city.GetAsync(Query("updated_before"))));
        Assert.DoesNotContain(number, NumbersOf(await city.GetAsync("/requests.xml")));
        Assert.DoesNotContain(number, NumbersOf(await city.GetAsync(
            $"{Query("updated_after")}&start_date={Uri.EscapeDataString(at)}")));
    }
}
