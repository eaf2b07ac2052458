using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Lists of more cases than anybody pages through.</summary>
public sealed class LongListTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const int Closed = Paging.CountedTo + 100;
    private const int Open = 30;

    [Fact]
    public async Task Total_IsCountedToALimit_AndSaysSo()
    {
        var client = await FillAsync();
        foreach (var (query, total, exceeded, items) in new (string, int, bool, int)[]
        {
            ("", Paging.CountedTo, true, 20), ("page=506&size=20", Paging.CountedTo, true, 20),
            ("page=507&size=20", Paging.CountedTo, true, 10), ("page=508", Paging.CountedTo, true, 0),
            ("status=Closed", Paging.CountedTo, true, 20), ("status=Dispatched", Open, false, 20),
            ("status=Dispatched&page=2", Open, false, 10), ("status=Dispatched&page=3", Open, false, 0),
            ("status=Dispatched&size=200", Open, false, Open), ("status=Returned", 0, false, 0),
        })
        {
            var list = await (await client.GetAsync($"/api/v1/cases?{query}")).ReadAsync(200);
            Assert.Equal((query, total, exceeded, items), (query, list.Number("total"),
                list.GetProperty("totalExceeded").GetBoolean(), list.GetProperty("items").GetArrayLength()));
        }

        var count = await (await client.GetAsync("/api/v1/cases/count")).ReadAsync(200);
        Assert.Equal(Closed + Open, count.Number("total"));
    }

    [Fact]
    public async Task Order_WithoutAsking_IsWhatBurnsFirst_ThenTheNewest()
    {
        var client = await FillAsync();
        var list = await (await client.GetAsync($"/api/v1/cases?size={Open + 1}")).ReadAsync(200);
        var rows = list.GetProperty("items").EnumerateArray()
            .Select(c => (Severity: c.Text("severity"), Status: c.Text("status"))).ToList();
        Assert.All(rows[..(Open / 2)], r => Assert.Equal(("Major", "Dispatched"), r));
        Assert.All(rows[(Open / 2)..Open], r => Assert.Equal(("Minor", "Dispatched"), r));
        Assert.Equal("Closed", rows[Open].Status);
    }

    /// <summary>Every other case is major; the open ones are the newest.</summary>
    private async Task<HttpClient> FillAsync()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ScalarAsync<int>($"""
            with made as (insert into cases (id, number, kind, category, severity, region_code, status, version, text,
                    reporter_id, idempotency_key, reported_at, changed_at, rider_due_at, response_due_at, reopenings,
                    returns)
                select lpad(to_hex(n), 32, '0')::uuid, 'XS20200101-' || n, 'Clue', 'road.manhole',
                    case when n % 2 = 0 then 3 else 1 end, '530102', case when n <= {Closed} then 'Closed'
                        else 'Dispatched' end, 2, 'x', '{rider}', n, now(), now(),
                        now() + interval '1 day', now() + interval '2 hours', 0, 0
                from generate_series(1, {Closed + Open}) n on conflict do nothing returning 1)
            select count(*)::int from made
            """);
        return fixture.ClientFor(null, new Grant(Roles.Dispatcher, "530102", null));
    }
}
