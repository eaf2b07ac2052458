using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Projects;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Projects;

/// <summary>
/// One service for everything about projects, meetings and digests; each test has a place of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ProjectCity : GrievancesFixture, ICollectionFixture<ProjectCity>
{
    public const string Name = "projects";

    public HttpClient Secretary => ClientFor(null, new Grant(Roles.Secretary, "510104", null));

    public HttpClient OfTraffic => ClientFor(null, new Grant(Roles.Handler, "510104", Traffic));

    /// <summary>Clues within a few metres, by riders of their own, in this week and the one before.</summary>
    public async Task<List<Guid>> TroubleAsync(
        double latitude, int cases = 6, string category = "road.damage", int weeksAgo = 0)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < cases; i++)
        {
            var rider = ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));
            var made = await rider.PostAsJsonAsync("/api/v1/clues", new
            {
                category, text = "坑洼", longitude = 104.081 + (i * 0.0001), latitude, regionCode = "510104022",
            });
            ids.Add((await made.ReadAsync(201)).Id());
            await PutAsync(ids[^1]);
            await BackAsync(ids[^1], (i % 2) + weeksAgo);
        }

        return ids;
    }

    /// <summary>Wherever the demo's cells would have it: in one street, with one unit.</summary>
    private Task<int> PutAsync(Guid id) => ScalarAsync<int>($"""
        with c as (update cases set region_code = '510104022', unit_id = '{Urban}', status = 'Dispatched', version = 2
            where id = '{id}' returning 1),
        e as (update case_events set region_code = '510104022',
            unit_id = case when version = 1 then unit_id else '{Urban}' end where case_id = '{id}' returning 1),
        d as (insert into case_events
            (case_id, version, kind, status, actor_role, unit_id, region_code, occurred_at)
            select '{id}', 2, 'Dispatched', 'Dispatched', 'system', '{Urban}', '510104022', now()
            on conflict do nothing returning 1)
        select 1 from c
        """);

    public Task<long> BackAsync(Guid id, int weeks) => ScalarAsync<long>($"""
        with c as (update cases set reported_at = reported_at - interval '{weeks} weeks' where id = '{id}' returning 1),
        e as (update case_events set occurred_at = occurred_at - interval '{weeks} weeks' where case_id = '{id}'
            returning 1)
        select (select count(*) from c) + (select count(*) from e)
        """);

    public static string ThisWeek => IsoWeek.Of(TimeProvider.System.Now()).ToString();

    public async Task<JsonElement> ClusterAsync(string? week = null, Uri? at = null)
    {
        var client = Dispatcher;
        client.BaseAddress = at ?? Address;
        return await (await client.PostAsJsonAsync(
            "/api/v1/projects/clusterings", new { region = "5101", week = week ?? ThisWeek })).ReadAsync(200);
    }

    /// <summary>What the clustering says of the cluster that has this case.</summary>
    public async Task<JsonElement> ProposalAsync(Guid caseId)
    {
        var answer = await ClusterAsync();
        return answer.GetProperty("clusters").EnumerateArray().Single(c => c.Id() == caseId);
    }

    public async Task<JsonElement> ProjectAsync(Guid id, HttpClient? client = null) =>
        await (await (client ?? Dispatcher).GetAsync($"/api/v1/projects/{id}")).ReadAsync(200);

    public async Task<JsonElement> TakeAsync(
        HttpClient client, Guid id, string action, object body, int status = 200) =>
        await (await client.PostAsJsonAsync($"/api/v1/projects/{id}/{action}", body)).ReadAsync(status);

    public async Task<JsonElement> AdoptAsync(Guid id, int version = 1) => await TakeAsync(
        Secretary, id, "adopt", new
        {
            version, name = "路面整治", leadId = Urban, memberIds = new[] { Traffic }, goal = "两个月内修复",
            dueOn = "2099-01-31",
        });

    public async Task SweepAsync(IServiceProvider? services = null) =>
        await (services ?? Services).GetRequiredService<ProjectSweep>().SweepAsync(CancellationToken.None);
}
