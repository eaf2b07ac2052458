using System.Text.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Tests.Projects;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Digests;

/// <summary>A week in numbers, each with what it counts.</summary>
[Collection(ProjectCity.Name)]
public sealed class DigestTests(ProjectCity city)
{
    private static readonly IsoWeek Week = IsoWeek.Of(TimeProvider.System.Now());

    private static async Task<JsonElement> DigestAsync(HttpClient client, string query) =>
        await (await client.GetAsync($"/api/v1/digests?{query}")).ReadAsync(200);

    private static Dictionary<string, (int Count, string List)> Of(JsonElement figures) => figures.EnumerateArray()
        .ToDictionary(f => f.Text("key")!, f => (f.GetProperty("number").Number("count"),
            f.GetProperty("number").Text("list")!));

    /// <summary>Clues of a far week: one closed with its wish-like steps, one reopened, an order, a project.</summary>
    private async Task<List<Guid>> FillAsync(int weeksAgo, double latitude)
    {
        var ids = await city.TroubleAsync(latitude, 3, "environment.rubbish");
        var handler = city.Handler();
        foreach (var id in ids[..2])
        {
            await city.ScalarAsync<int>($"""
                with e as (insert into case_events
                    (case_id, version, kind, status, actor_role, unit_id, region_code, occurred_at)
                    values ('{id}', 3, 'Closed', 'Closed', 'dispatcher', '{GrievancesFixture.Urban}', '510104022',
                        now())
                    returning 1),
                c as (update cases set status = 'Closed', outcome = 'Solved', version = 3, changed_at = now(),
                    unit_done_at = now() where id = '{id}' returning 1)
                select 1 from e, c
                """);
        }

        await city.ScalarAsync<int>($"""
            with e as (insert into case_events
                (case_id, version, kind, status, actor_role, unit_id, region_code, occurred_at)
                values ('{ids[0]}', 4, 'Reopened', 'Reopened', 'dispatcher', '{GrievancesFixture.Urban}', '510104022',
                    now())
                returning 1),
            o as (insert into supervise_orders (id, case_id, unit_id, reason, issued_at, answer_due_at)
                values (gen_random_uuid(), '{ids[0]}', '{GrievancesFixture.Urban}', 'x',
                    now() - interval '{weeksAgo} weeks', now()) returning 1),
            c as (update cases set status = 'Reopened', version = 4 where id = '{ids[0]}' returning 1)
            select 1 from e, o, c
            """);
        foreach (var id in ids)
        {
            await city.BackAsync(id, weeksAgo);
            await city.ScalarAsync<int>($"""
                with c as (update cases set changed_at = changed_at - interval '{weeksAgo} weeks' where id = '{id}'
                    returning 1) select 1 from c
                """);
        }

        return ids;
    }

    [Theory]
    [InlineData("region=510104")]
    [InlineData("organisation")]
    public async Task SevenDays_AreTheWeek_AndEveryNumberIsItsList(string subject)
    {
        await FillAsync(0, 30.810);
        subject = subject == "organisation" ? $"organisation={GrievancesFixture.Urban}" : subject;
        var client = city.Dispatcher;
        var digest = await DigestAsync(client, $"{subject}&week={Week}");
        Assert.Equal((false, Week.Plus(-1).ToString(), JsonValueKind.Null), (digest.GetProperty("final").GetBoolean(),
            digest.Text("previous"), digest.GetProperty("next").ValueKind));
        var (total, days) = (Of(digest.GetProperty("total")), digest.GetProperty("days").EnumerateArray()
            .Select(d => Of(d.GetProperty("figures"))).ToList());
        Assert.True(total["New"].Count >= 2 && total["Closed"].Count >= 2 && total["Reopened"].Count >= 1
            && total["OrdersIssued"].Count >= 1);
        foreach (var (figure, (count, list)) in total)
        {
            Assert.Equal(count, days.Sum(d => d[figure].Count));
            Assert.Equal(count, (await (await client.GetAsync(list)).ReadAsync(200)).Number("total"));
        }

        var today = days[^1]["Closed"];
        Assert.Equal(today.Count, (await (await client.GetAsync(today.List)).ReadAsync(200)).Number("total"));
        foreach (var name in (string[])["open", "overdue"])
        {
            var stock = digest.GetProperty(name);
            Assert.Equal(stock.Number("count"), (await (await client.GetAsync(stock.Text("list"))).ReadAsync(200))
                .Number("total"));
        }

        var topic = digest.GetProperty("byCategory").EnumerateArray().Single(t => t.Text("category")
            == "environment.rubbish");
        var number = topic.GetProperty("number");
        Assert.Equal(topic.Number("change"), number.Number("count") - topic.Number("before"));
        Assert.Equal(number.Number("count"), (await (await client.GetAsync(number.Text("list"))).ReadAsync(200))
            .Number("total"));
    }

    [Fact]
    public async Task FinishedWeek_IsSummedUpOnce_AndStaysAsItWas()
    {
        var of = Week.Plus(-20);
        await FillAsync(20, 30.820);
        var replica = await city.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var client = city.Dispatcher;
            client.BaseAddress = i % 2 == 0 ? city.Address : replica.Address;
            return (await DigestAsync(client, $"region=510104&week={of}")).GetRawText();
        }));
        var digest = JsonDocument.Parse(Assert.Single(answers.Distinct())).RootElement;
        Assert.Equal(
            (true, 7), (digest.GetProperty("final").GetBoolean(), digest.GetProperty("days").GetArrayLength()));
        var total = Of(digest.GetProperty("total"));
        Assert.Equal((2, 2, 1, 1), (total["New"].Count, total["Closed"].Count, total["Reopened"].Count,
            total["OrdersIssued"].Count));
        await FillAsync(20, 30.830);
        Assert.Equal(answers[0], (await DigestAsync(city.Dispatcher, $"region=510104&week={of}")).GetRawText());
        var next = await DigestAsync(city.Dispatcher, $"region=510104&week={of.Plus(1)}");
        Assert.Equal(0, Of(next.GetProperty("total"))["New"].Count);
    }

    [Fact]
    public async Task AUnitReadsItsOwn_AndNobodyReadsWhatIsNotTheirs()
    {
        var own = await DigestAsync(city.Handler(), "");
        Assert.Equal(GrievancesFixture.Urban, own.GetProperty("organisation").Id());
        Assert.Equal("510104", (await DigestAsync(city.Secretary, "")).Text("region"));
        foreach (var (client, query) in new[]
        {
            (city.Handler(), $"organisation={GrievancesFixture.Traffic}"), (city.Handler(), "region=510104"),
            (city.Secretary, "region=5101"), (city.Secretary, $"organisation={GrievancesFixture.UrbanOfLeshan}"),
        })
        {
            await (await client.GetAsync($"/api/v1/digests?{query}")).ProblemAsync(404, "NotFound");
            await (await client.GetAsync($"/api/v1/digests/entries?figure=New&{query}")).ProblemAsync(404, "NotFound");
        }

        foreach (var wrong in (string[])["week=2026-W99", "week=2099-W01", "region=x",
            $"region=5101&organisation={GrievancesFixture.Urban}"])
        {
            await (await city.Dispatcher.GetAsync($"/api/v1/digests?{wrong}")).ProblemAsync(400, "Invalid");
        }

        await (await city.Dispatcher.GetAsync("/api/v1/digests/entries")).ProblemAsync(400, "Invalid");
        var rider = city.ClientFor(GrievancesFixture.Rider, new Grant(Roles.Rider, "5101", null));
        await (await rider.GetAsync("/api/v1/digests")).ProblemAsync(403, "Forbidden");
    }
}
