using System.Net.Http.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Projects;

/// <summary>From cases to proposals: once, explained, and not again what the meeting said no to.</summary>
[Collection(ProjectCity.Name)]
public sealed class ProposalTests(ProjectCity city)
{
    [Fact]
    public async Task Cluster_IsProposedOnce_ByWhicheverReplica_AndExplained()
    {
        var cases = await city.TroubleAsync(30.700);
        var replica = await city.StartReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            city.ClusterAsync(at: i % 2 == 0 ? city.Address : replica.Address)));
        Assert.Single(answers.Select(a => a.GetProperty("clusters").GetRawText()).Distinct());
        var cluster = answers[0].GetProperty("clusters").EnumerateArray().Single(c => cases.Contains(c.Id()));
        Assert.Equal(("Proposed", "road.damage", "510104022", 6), (cluster.Text("verdict"), cluster.Text("category"),
            cluster.Text("regionCode"), cluster.Number("cases")));
        var (id, again) = (cluster.Id("projectId"), (await city.ProposalAsync(cluster.Id())).Id("projectId"));
        Assert.Equal(id, again);
        Assert.Equal(1L, await city.ScalarAsync<long>(
            $"""
            select count(distinct project_id) from project_cases
            where case_id::text in ('{string.Join("','", cases)}')
            """));

        var detail = await city.ProjectAsync(id);
        var project = detail.GetProperty("project");
        Assert.Equal(("Proposed", 1, ProjectCity.ThisWeek, 6), (project.Text("status"), project.Number("version"),
            project.Text("proposedWeek"), project.Number("cases")));
        var why = project.GetProperty("reason");
        Assert.Equal((6, 300, 6, 6), (why.Number("cases"), why.Number("linkMetres"), why.Number("open"),
            why.Number("reporters")));
        Assert.Equal(3, why.GetProperty("weeks").EnumerateArray().Last().Number("count"));
        Assert.InRange(why.Number("radiusMetres"), 1, 60);
        Assert.True(why.GetProperty("tests").EnumerateArray().All(t => t.GetProperty("isMet").GetBoolean()));
        var history = Assert.Single(detail.GetProperty("history").EnumerateArray());
        Assert.Equal(("Proposed", "system"), (history.Text("kind"), history.Text("actorRole")));
        var list = await (await city.Secretary.GetAsync(detail.Text("caseList"))).ReadAsync(200);
        Assert.Equal(cases.Order(), list.GetProperty("items").EnumerateArray().Select(c => c.Id()).Order());
        Assert.False(list.GetProperty("items")[0].GetProperty("visible").GetBoolean());
        var shown = await (await city.Dispatcher.GetAsync($"/api/v1/cases/{cases[0]}")).ReadAsync(200);
        Assert.Equal(id, shown.GetProperty("project").Id());
    }

    [Fact]
    public async Task NewCases_AreLinked_AndWhatWasTakenOutStaysOut()
    {
        var cases = await city.TroubleAsync(30.710);
        var id = (await city.ProposalAsync(await FirstAsync(cases))).Id("projectId");
        var removed =
            await city.TakeAsync(city.Dispatcher, id, "cases/removal", new { version = 1, cases = cases[5..] });
        Assert.Equal((5, 2), (removed.GetProperty("project").Number("cases"),
            removed.GetProperty("project").Number("version")));
        var more = await city.TroubleAsync(30.7102, 1);
        var cluster = await city.ProposalAsync(await FirstAsync([.. cases, .. more]));
        Assert.Equal((id, 7), (cluster.Id("projectId"), cluster.Number("cases")));
        var after = await city.ProjectAsync(id);
        Assert.Equal((6, 3), (after.GetProperty("project").Number("cases"),
            after.GetProperty("project").Number("version")));
        Assert.Equal(["Proposed", "CasesRemoved", "Refreshed"],
            after.GetProperty("history").EnumerateArray().Select(h => h.Text("kind")));
    }

    [Fact]
    public async Task Dropped_ComesBack_OnlyWhenItHasGrownByHalf()
    {
        var cases = await city.TroubleAsync(30.720);
        var first = await FirstAsync(cases);
        var id = (await city.ProposalAsync(first)).Id("projectId");
        await (await city.Secretary.PostAsJsonAsync($"/api/v1/projects/{id}/drop", new { version = 1 }))
            .ProblemAsync(400, "Invalid");
        var dropped = await city.TakeAsync(city.Secretary, id, "drop", new { version = 1, reason = "已列入改造计划" });
        Assert.Equal("Dropped", dropped.GetProperty("project").Text("status"));
        var held = await city.ProposalAsync(first);
        Assert.Equal(("Dropped", id), (held.Text("verdict"), held.Id("projectId")));
        await city.TroubleAsync(30.7201, 2);
        Assert.Equal("Dropped", (await city.ProposalAsync(first)).Text("verdict"));
        await city.TroubleAsync(30.7202, 1);
        var again = await city.ProposalAsync(first);
        Assert.Equal(("Proposed", false), (again.Text("verdict"), again.Id("projectId") == id));
        Assert.Equal(9, (await city.ProjectAsync(again.Id("projectId"))).GetProperty("project").Number("cases"));
    }

    [Fact]
    public async Task FinishedWeek_IsClusteredOnce_AndWhatDowntimeMissedIsMadeUpFor()
    {
        var week = IsoWeek.Of(TimeProvider.System.Now()).Plus(-30).ToString();
        var cases = await city.TroubleAsync(30.730, weeksAgo: 30);
        var first = await city.ClusterAsync(week);
        Assert.True(first.GetProperty("final").GetBoolean());
        Assert.Contains(first.GetProperty("clusters").EnumerateArray(), c => cases.Contains(c.Id()));
        await city.TroubleAsync(30.740, weeksAgo: 30);
        Assert.Equal(first.GetRawText(), (await city.ClusterAsync(week)).GetRawText());

        var replica = await city.StartReplicaAsync();
        await Task.WhenAll(city.SweepAsync(), city.SweepAsync(replica.Services));
        await city.SweepAsync();
        var last = IsoWeek.Of(TimeProvider.System.Now()).Plus(-1);
        Assert.Equal(1L, await city.ScalarAsync<long>(
            $"select count(*) from project_clusterings where city = '5101' and week = '{last}' and final"));
        await city.ScalarAsync<long>($"""
            with d as (delete from project_clusterings where city = '5101' and week > '{last.Plus(-4)}' returning 1)
            select count(*) from d
            """);
        await city.SweepAsync();
        Assert.Equal(5L, await city.ScalarAsync<long>($"""
            select count(*) from project_clusterings
            where city = '5101' and week >= '{last.Plus(-4)}' and week <= '{last}' and final
            """) + (await MissedAsync(last.Plus(-4)) ? 0 : 1));
    }

    private async Task<bool> MissedAsync(IsoWeek week) => await city.ScalarAsync<long>(
        $"select count(*) from project_clusterings where city = '5101' and week = '{week}'") > 0;

    [Fact]
    public async Task WrongRequests_AndStrangers_AreRefused()
    {
        const string path = "/api/v1/projects/clusterings";
        await (await city.Dispatcher.PostAsJsonAsync(path, new { region = "510104" })).ProblemAsync(400, "Invalid");
        await (await city.Dispatcher.PostAsJsonAsync(path, new { region = "5101", week = "2099-W01" }))
            .ProblemAsync(400, "Invalid");
        await (await city.Dispatcher.PostAsJsonAsync(path, new { region = "5101", week = "x" }))
            .ProblemAsync(400, "Invalid");
        await (await city.Dispatcher.PostAsJsonAsync(path, new { region = "5111" })).ProblemAsync(404, "NotFound");
        await (await city.Secretary.PostAsJsonAsync(path, new { region = "5101" })).ProblemAsync(403, "Forbidden");
        await (await city.Dispatcher.GetAsync("/api/v1/projects?status=Nope&week=1")).ProblemAsync(400, "Invalid");
        var cases = await city.TroubleAsync(30.750);
        var id = (await city.ProposalAsync(await FirstAsync(cases))).Id("projectId");
        var leshan = city.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null));
        foreach (var stranger in (HttpClient[])[leshan, city.Handler()])
        {
            await (await stranger.GetAsync($"/api/v1/projects/{id}")).ProblemAsync(404, "NotFound");
            await (await stranger.GetAsync($"/api/v1/projects/{id}/cases")).ProblemAsync(404, "NotFound");
            var list = await (await stranger.GetAsync("/api/v1/projects?size=200")).ReadAsync(200);
            Assert.DoesNotContain(list.GetProperty("items").EnumerateArray(), p => p.Id() == id);
        }

        await (await leshan.PostAsJsonAsync($"/api/v1/projects/{id}/drop", new { version = 1, reason = "x" }))
            .ProblemAsync(404, "NotFound");
        await (await city.RiderClient.GetAsync("/api/v1/projects")).ProblemAsync(403, "Forbidden");
        var listed = await (await city.Secretary.GetAsync(
            $"/api/v1/projects?status=Proposed&region=510104&category=road&week={ProjectCity.ThisWeek}&size=200"))
            .ReadAsync(200);
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), p => p.Id() == id);
    }

    /// <summary>The earliest gives the cluster its id.</summary>
    private async Task<Guid> FirstAsync(IReadOnlyCollection<Guid> cases) => await city.ScalarAsync<Guid>($"""
        select id from cases where id::text in ('{string.Join("','", cases)}') order by reported_at, id limit 1
        """);
}
