using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Tests;

/// <summary>
/// The service with a small directory that came in the way it comes in a city: as facts through the broker.
/// </summary>
public class GrievancesFixture() : ServiceFixture<Program>("grievances"), IAsyncLifetime
{
    public static readonly Guid Committee = StableId.Of("organisation/510104/IndustryCommittee");
    public static readonly Guid Urban = StableId.Of("organisation/510104/Department/urban-management");
    public static readonly Guid Traffic = StableId.Of("organisation/510104/Department/traffic-police");
    public static readonly Guid UrbanOfLeshan = StableId.Of("organisation/511102/Department/urban-management");
    public static readonly Guid Rider = StableId.Of("rider/demo/1");
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HttpClient Dispatcher => ClientFor(null, new Grant(Roles.Dispatcher, "5101", null));

    public HttpClient RiderClient => ClientFor(Rider, new Grant(Roles.Rider, "5101", null));

    public HttpClient Handler(Guid? account = null) =>
        ClientFor(account ?? Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", Urban));

    async Task IAsyncLifetime.InitializeAsync()
    {
        await base.InitializeAsync();
        await WithAsync<GrievancesDb, int>(db =>
        {
            Publish(db,
                new RegionsChanged { ParentCode = "5101", Version = 1, OccurredAt = Then,
                Regions = [new("510104", "锦江区"), new("510105", "青羊区")] }, "5101");
            Publish(db,
                new RegionsChanged { ParentCode = "510104", Version = 1, OccurredAt = Then,
                Regions = [new("510104022", "春熙路街道"), new("510104017", "锦官驿街道")] },
                "510104");
            Publish(db,
                new RegionsChanged { ParentCode = "511102", Version = 1, OccurredAt = Then,
                Regions = [new("511102004", "大佛街道")] }, "511102");
            Organisation(db, Committee, "IndustryCommittee", "锦江区行业党委", "510104");
            Organisation(db, Urban, "Department", "锦江区城管局", "510104");
            Organisation(db, Traffic, "Department", "锦江区交警大队", "510104");
            Organisation(db, UrbanOfLeshan, "Department", "市中区城管局", "511102");
            Duty(db, Urban, "road", "510104", 100);
            Duty(db, Traffic, "road.signal", "510104", 100);
            Duty(db, Committee, "*", "510104", 900);
            Duty(db, UrbanOfLeshan, "*", "511102", 100);
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(Snapshot), s =>
            s is { Units.Count: 4, Duties.Count: 2 } && s.Regions.IsKnown("511102004")
            && s.Regions.IsKnown("510105"));
    }

    public RoutingSnapshot? Snapshot => Services.GetRequiredService<DirectoryCopy>().Current;

    public static void Organisation(
        GrievancesDb db, Guid id, string kind, string name, string region, long version = 1, bool active = true) =>
        Publish(db,
        new OrganisationChanged { OrganisationId = id, Version = version, ParentId = null, Kind = kind, Name = name,
            RegionCode = region, Active = active, OccurredAt = Then }, id.ToString());

    public static void Duty(
        GrievancesDb db, Guid unit, string category, string region, int priority, long version = 1,
        bool active = true) => Publish(db, new DutyChanged
    {
        DutyId = StableId.Of($"duty/{unit}/{category}/{region}"), Version = version, OrganisationId = unit,
            Category = category, RegionCode = region,
        Priority = priority, Active = active, OccurredAt = Then,
    }, unit.ToString());

    public static void Publish<T>(GrievancesDb db, T fact, string key) where T : class => db.Publish(fact, key, 1);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A clue at Chunxi Road, routed to Urban.</summary>
    public async Task<JsonElement> ReportAsync(
        HttpClient? rider = null, string category = "road.manhole", double longitude = 104.081,
        double latitude = 30.657)
    {
        var response = await (rider ?? RiderClient)
            .PostAsJsonAsync("/api/v1/clues", new { category, text = "井盖缺失", longitude, latitude });
        return await response.ReadAsync(201);
    }

    public async Task<JsonElement> StepAsync(
        HttpClient client, Guid id, string action, object body, int status = 200) =>
        await (await client.PostAsJsonAsync($"/api/v1/cases/{id}/{action}", body)).ReadAsync(status);

    /// <summary>The body of a return with everything that it needs.</summary>
    public static object Return(int version, string reason) => new
    {
        version, reason, reasonCode = "NotOurDuty", duty = "市政设施管养分工第 3 条", proof = "管养合同 CD-2025-118",
    };

    public Task<HttpResponseMessage> ResolveAsync(HttpClient client, Guid id, int version, params byte[][] photos) =>
        ResolveAsync(client, id, version, [], photos);

    /// <param name="answers">To the category's form.</param>
    public async Task<HttpResponseMessage> ResolveAsync(
        HttpClient client, Guid id, int version, (string Code, string Value)[] answers, params byte[][] photos)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{version}"), "version" }, { new StringContent("已补装井盖"), "note" },
        };
        foreach (var (code, value) in answers)
        {
            form.Add(new StringContent(value), $"answers.{code}");
        }

        Pictures.AddTo(form, photos);
        return await client.PostAsync(new Uri($"/api/v1/cases/{id}/resolve", UriKind.Relative), form);
    }
}

public static class Answers
{
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status,
            $"Wanted {status}, got {(int)response.StatusCode}: {body}{ServiceLog.Behind(body)}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status, string name)
    {
        var problem = await response.ReadAsync(status);
        Assert.Equal($"/problems/{name}", problem.Text("type"));
        Assert.Equal(
            new MediaTypeHeaderValue("application/problem+json").MediaType,
            response.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty(problem.Text("detail")));
        return problem;
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static Guid Id(this JsonElement element, string name = "id") => element.GetProperty(name).GetGuid();
}
