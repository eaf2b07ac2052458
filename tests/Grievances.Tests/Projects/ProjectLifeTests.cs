using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Projects;

/// <summary>From the joint meeting to the check of whether it came back.</summary>
[Collection(ProjectCity.Name)]
public sealed class ProjectLifeTests(ProjectCity city)
{
    private async Task<(Guid Id, List<Guid> Cases)> ProposeAsync(double latitude)
    {
        var cases = await city.TroubleAsync(latitude);
        var answer = await city.ClusterAsync();
        return (answer.GetProperty("clusters").EnumerateArray().Single(c => cases.Contains(c.Id())).Id("projectId"),
            cases);
    }

    private static string Status(JsonElement answer) => answer.GetProperty("project").Text("status")!;

    [Fact]
    public async Task Adopt_Items_Policy_Close_ComeBack_Reopened()
    {
        var (id, _) = await ProposeAsync(30.760);
        Assert.Equal("Adopted", Status(await city.AdoptAsync(id)));
        var traffic = await city.ProjectAsync(id, city.OfTraffic);
        Assert.Equal(("交警", false), (traffic.GetProperty("project").GetProperty("members")[0].Text("name")![3..5],
            traffic.GetProperty("actions").EnumerateArray().Any(a => a.GetString() == "Close")));
        await (await city.Dispatcher.PostAsJsonAsync($"/api/v1/projects/{id}/items", new
        {
            version = 2, text = "x", organisationId = GrievancesFixture.Committee,
        })).ProblemAsync(400, "Invalid");
        var item = (await city.TakeAsync(city.Dispatcher, id, "items", new
        {
            version = 2, text = "铺装 300 米", organisationId = GrievancesFixture.Urban, dueOn = "2099-01-01",
        })).GetProperty("items")[0];
        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{id}/close", new { version = 3 }))
            .ProblemAsync(409, "ItemsOpen");
        await (await city.OfTraffic.PostAsJsonAsync(
            $"/api/v1/projects/{id}/items/{item.Id()}/report", new { version = 3, note = "x" }))
            .ProblemAsync(403, "Forbidden");
        var done = await city.TakeAsync(
            city.Handler(), id, $"items/{item.Id()}/report", new { version = 3, note = "已铺装" });
        Assert.Equal((1, 4), (done.GetProperty("project").Number("itemsDone"),
            done.GetProperty("project").Number("version")));
        await (await city.Handler().PostAsJsonAsync(
            $"/api/v1/projects/{id}/items/{item.Id()}/report", new { version = 4, note = "x" }))
            .ProblemAsync(409, "ItemDone");
        await (await city.Handler().PostAsJsonAsync($"/api/v1/projects/{id}/close", new { version = 4 }))
            .ProblemAsync(403, "Forbidden");
        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{id}/close", new { version = 4 }))
            .ProblemAsync(409, "NoOutcome");
        await PublishAsync(id);
        var closed =
            await city.TakeAsync(city.Secretary, id, "close", new { version = 5, checkWeeks = 2, checkThreshold = 3 });
        var project = closed.GetProperty("project");
        Assert.Equal(("Closed", 14), (Status(closed), (project.GetProperty("checkDueAt").GetDateTimeOffset()
            - project.GetProperty("closedAt").GetDateTimeOffset()).Days));
        await city.SweepAsync();
        Assert.Equal("Closed", Status(await city.ProjectAsync(id)));
        await AssertBackAsync(id, 30.7601, 3, "Adopted", "Reopened");
        Assert.Equal(9, (await city.ProjectAsync(id)).GetProperty("project").Number("cases"));
    }

    private async Task PublishAsync(Guid id)
    {
        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{id}/outcomes", new
        {
            version = 4, kind = "Policy", text = "x",
        })).ProblemAsync(400, "Invalid");
        var title = $"成都市道路养护办法 {id}";
        await city.TakeAsync(city.Secretary, id, "outcomes", new
        {
            version = 4, kind = "Policy", text = "两小时到场", title, documentNumber = "成城管〔2026〕12 号",
            publishedOn = "2026-12-25",
        });
        var open = await city.NewClient().GetAsync("/api/v1/open/policies?region=5101");
        var policy = (await open.ReadAsync(200)).GetProperty("items").EnumerateArray()
            .Single(p => p.Text("title") == title);
        Assert.Equal(("成城管〔2026〕12 号", "2026-12-25"), (policy.Text("documentNumber"), policy.Text("publishedOn")));
    }

    /// <summary>New cases after the closing; the check's day comes while nobody looks, then two replicas do.</summary>
    private async Task AssertBackAsync(Guid id, double latitude, int cases, string status, string kind)
    {
        await city.TroubleAsync(latitude, cases);
        await city.ScalarAsync<int>($"""
            with c as (update cases set reported_at = p.closed_at + interval '1 millisecond' from projects p
                where p.id = '{id}' and cases.latitude = {latitude} returning 1),
            p as (update projects set check_due_at = now() where id = '{id}' returning 1)
            select 1 from p
            """);
        var replica = await city.StartReplicaAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            city.SweepAsync(i % 2 == 0 ? city.Services : replica.Services)));
        var after = await city.ProjectAsync(id);
        Assert.Equal((status, cases), (Status(after), after.GetProperty("project").Number("cameBack")));
        Assert.Equal(1, after.GetProperty("history").EnumerateArray().Count(h => h.Text("kind") == kind));
    }

    [Fact]
    public async Task Closed_WithFewerCasesThanTheThreshold_Holds_AndIsNotProposedAgain()
    {
        var (id, cases) = await ProposeAsync(30.770);
        await city.AdoptAsync(id);
        await city.TakeAsync(city.Dispatcher, id, "outcomes", new { version = 2, kind = "Fix", text = "已修复" });
        var closed = await city.TakeAsync(city.Dispatcher, id, "close", new { version = 3 });
        Assert.Equal((8, 3), (closed.GetProperty("project").Number("checkWeeks"),
            closed.GetProperty("project").Number("checkThreshold")));
        await AssertBackAsync(id, 30.7701, 2, "Held", "Held");
        Assert.DoesNotContain((await city.ClusterAsync()).GetProperty("clusters").EnumerateArray(),
            c => cases.Contains(c.Id()));
    }

    [Fact]
    public async Task Adopt_ByManyAtOnce_HasOneWinner_AndARepeatIsAnswered()
    {
        var (id, _) = await ProposeAsync(30.780);
        var replica = await city.StartReplicaAsync();
        var body = new
        {
            version = 1, name = "路面整治", leadId = GrievancesFixture.Urban, goal = "修复", dueOn = "2099-01-31",
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
        {
            var client = city.Secretary;
            client.BaseAddress = i % 2 == 0 ? city.Address : replica.Address;
            return client.PostAsJsonAsync($"/api/v1/projects/{id}/adopt", body);
        }));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var lost in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await lost.ProblemAsync(409, "Stale");
        }

        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{id}/drop", new { version = 2, reason = "x" }))
            .ProblemAsync(409, "ProjectAdopted");
        var keyed = city.Dispatcher;
        keyed.DefaultRequestHeaders.Add("Idempotency-Key", $"outcome-{id}");
        foreach (var _ in (int[])[1, 2])
        {
            var told =
                await city.TakeAsync(keyed, id, "outcomes", new { version = 2, kind = "Investment", text = "50 万元" });
            Assert.Equal((3, 1), (told.GetProperty("project").Number("version"),
                told.GetProperty("outcomes").GetArrayLength()));
        }
    }

    [Fact]
    public async Task Merge_TakesTheCasesAlong_AndBothRemember()
    {
        var (from, cases) = await ProposeAsync(30.790);
        var (into, _) = await ProposeAsync(30.800);
        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{from}/merge", new { version = 1, into = from }))
            .ProblemAsync(400, "Invalid");
        var merged = await city.TakeAsync(city.Secretary, from, "merge", new { version = 1, into, note = "同一路段" });
        Assert.Equal(("Merged", into), (Status(merged), merged.GetProperty("project").Id("mergedInto")));
        var other = await city.ProjectAsync(into);
        Assert.Equal((12, 2), (other.GetProperty("project").Number("cases"),
            other.GetProperty("project").Number("version")));
        Assert.Equal("Absorbed", other.GetProperty("history").EnumerateArray().Last().Text("kind"));
        var shown = await (await city.Dispatcher.GetAsync($"/api/v1/cases/{cases[0]}")).ReadAsync(200);
        Assert.Equal(into, shown.GetProperty("project").Id());
        var next = (await city.ClusterAsync()).GetProperty("clusters").EnumerateArray()
            .Single(c => cases.Contains(c.Id()));
        Assert.Equal(into, next.Id("projectId"));
        await (await city.Secretary.PostAsJsonAsync(
            $"/api/v1/projects/{into}/merge", new { version = 99, into = from }))
            .ProblemAsync(409, "Stale");
    }

    [Fact]
    public async Task Proposed_ByHand_WithCasesByNumber_EachOfOneProject()
    {
        var id = (await city.ReportAsync(latitude: 30.6601)).Id();
        var number = (await (await city.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200))
            .GetProperty("case").Text("number");
        object Body(string region, params string[] cases) => new
        {
            name = "停车难", category = "access.parking", regionCode = region, note = "座谈会多次反映", cases,
        };
        const string path = "/api/v1/projects";
        var made = await (await city.Secretary.PostAsJsonAsync(path, Body("510104022", number!))).ReadAsync(201);
        Assert.Equal(("Proposed", 1), (Status(made), made.GetProperty("project").Number("cases")));
        await (await city.Secretary.PostAsJsonAsync(path, Body("510104022", $"{id}")))
            .ProblemAsync(409, "CaseInProject");
        await (await city.Secretary.PostAsJsonAsync(path, Body("510104022", "XS1"))).ProblemAsync(400, "Invalid");
        await (await city.Secretary.PostAsJsonAsync(path, Body("510105"))).ProblemAsync(400, "Invalid");
        await (await city.Handler().PostAsJsonAsync(path, Body("510104022"))).ProblemAsync(403, "Forbidden");
        var other = (await city.ReportAsync(latitude: 30.6602)).Id();
        var added = await city.TakeAsync(city.Dispatcher, made.GetProperty("project").Id(), "cases",
            new { version = 1, cases = new[] { $"{other}" } });
        Assert.Equal(2, added.GetProperty("project").Number("cases"));
        var supervisor = city.ClientFor(null, new Grant(Roles.Supervisor, "5101", null));
        Assert.Empty((await city.ProjectAsync(made.GetProperty("project").Id(), supervisor)).GetProperty("actions")
            .EnumerateArray());
    }
}
