using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Grievances.Calendars;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>A year is announced that deadlines were reckoned through on plain weekends: they follow, once.</summary>
public sealed class ReckoningTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task AnnouncedYear_MovesProvisionalDeadlinesOnce_AndTheTimelineSaysSo()
    {
        var (moved, plain) = (await ReportAsync("access.compound"), await ReportAsync("road.manhole"));
        var (awaited, taken) = (await ReportAsync("access.compound"), await ReportAsync("access.compound"));

        // Seven work days from a Wednesday: the 28th and 29th, and the 1st to the 5th on plain weekends.
        await fixture.ScalarAsync<int>($"""
            with a as (update cases set reported_at = '2028-12-27T02:00Z', rider_due_at = '2029-01-05T10:00Z'
                where id in ('{moved}', '{plain}') returning 1) select count(*)::int from a
            """);

        // Two work days from a Friday: Monday and Tuesday, and the 4th and 5th when New Year is off. Taken on: it
        // stays.
        await fixture.ScalarAsync<int>($"""
            with a as (update cases set reported_at = '2028-12-29T02:00Z', response_due_at = '2029-01-02T10:00Z',
                rider_due_at = '2029-01-09T10:00Z', first_accepted_at = case id when '{taken}' then
                    '2028-12-30T02:00Z'::timestamptz end
                where id in ('{awaited}', '{taken}') returning 1) select count(*)::int from a
            """);
        var administrator = fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));
        var body = new { source = "通知", off = new[] { new { from = "2029-01-01", to = "2029-01-03", name = "元旦" } } };
        var dry = await (await administrator.PostAsJsonAsync("/api/v1/calendar/years/2029?dryRun=true", body))
            .ReadAsync(200);
        Assert.True(dry.GetProperty("reckons").GetBoolean());
        Assert.Equal((3, moved), (dry.GetProperty("touched").Number("count"),
            dry.GetProperty("touched").GetProperty("cases")[0].GetProperty("id").GetGuid()));

        // As if it were announced then: a case that begins after the announcement knows it already.
        await AnnounceAsync(JsonSerializer.Serialize(body.off));
        var sweep = fixture.Services.GetRequiredService<ReckoningSweep>();
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!), s => s.Calendar.Find(2029) is not null);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sweep.SweepAsync(default)));
        await Eventually.IsAsync(
            () => fixture.ScalarAsync<long>("select count(*) from calendar_years where reckoned_at is not null"),
            n => n == 1);

        Assert.Equal("2029-01-10 10:00 2029-01-05 10:00", await fixture.ScalarAsync<string>($"""
            select string_agg(to_char(d at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), ' ' order by d desc)
            from (select rider_due_at d from cases where id in ('{moved}', '{plain}')) x
            """));
        Assert.Equal(1, await fixture.ScalarAsync<long>(
            $"select count(*) from case_due_changes where case_id = '{moved}'"));
        Assert.Equal("2029-01-05 10:00 2029-01-02 10:00", await fixture.ScalarAsync<string>($"""
            select string_agg(to_char(d at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), ' ' order by d desc)
            from (select response_due_at d from cases where id in ('{awaited}', '{taken}')) x
            """));
        Assert.Equal("2029-01-02 10:00", await fixture.ScalarAsync<string>($"""
            select to_char(response_before at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from case_due_changes
            where case_id = '{awaited}'
            """));
        var timeline = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{moved}/timeline")).ReadAsync(200);
        var told = timeline.EnumerateArray().Single(s => s.Text("kind") == "DeadlinesReckoned").Text("text");
        Assert.Contains("2029 年日历公布（第 1 版）", told, StringComparison.Ordinal);
        Assert.Contains("2029-01-05 18:00 改为 2029-01-10 18:00", told, StringComparison.Ordinal);

        body = new { source = "更正", off = new[] { new { from = "2029-01-01", to = "2029-01-04", name = "元旦" } } };
        var corrected = await (await administrator.PostAsJsonAsync("/api/v1/calendar/years/2029", body)).ReadAsync(200);
        Assert.Equal((2, false, 3), (corrected.Number("version"), corrected.GetProperty("reckons").GetBoolean(),
            corrected.GetProperty("touched").Number("count")));
        Assert.Equal(0, await sweep.SweepAsync(default));

        // No queue is bound to the fact here: it waits in the outbox, each version once.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sweep.SweepAsync(default)));
        Assert.Equal("1 元旦 2029-01-03, 2 元旦 2029-01-04", await fixture.ScalarAsync<string>("""
            select string_agg(concat_ws(' ', version, payload::jsonb #>> '{off,0,name}',
                payload::jsonb #>> '{off,0,to}'), ', ' order by version)
            from outbox where type = 'calendar-year-announced.v1' and key = '2029'
            """));
    }

    private Task<int> AnnounceAsync(string off) => fixture.ScalarAsync<int>($"""
        with y as (insert into calendar_years (year, version, source, off, work, imported_at, imported_by)
            values (2029, 1, '通知', '{off}', '[]', '2028-12-30T00:00Z', '{Guid.CreateVersion7()}')),
        r as (update directory_revision set revision = revision + 1 returning 1) select count(*)::int from r
        """);

    private async Task<Guid> ReportAsync(string category) =>
        (await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category, text = "期限要重新计算", regionCode = "510104022" })).ReadAsync(201)).GetProperty("id").GetGuid();
}
