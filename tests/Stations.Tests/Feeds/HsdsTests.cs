using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Feeds;

/// <summary>HSDS 3.0 over the demo city: required endpoints and fields, and pages that add up.</summary>
public sealed class HsdsTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    private static readonly string[] PageFields =
        ["contents", "empty", "first_page", "last_page", "page_number", "size", "total_items", "total_pages"];

    [Fact]
    public async Task Api_SaysItsVersionAndWhereItIsDescribed()
    {
        foreach (var path in (string[])["/hsds/3.0", "/hsds/3.0/"])
        {
            var api = await GetAsync(path);
            Assert.Equal("3.0", api.Text("version"));
            Assert.True(Uri.IsWellFormedUriString(api.Text("profile"), UriKind.Absolute));
            Assert.EndsWith("/openapi.json", api.Text("openapi_url"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Services_OfAllPages_AreThoseOfTheStations_EachOnce()
    {
        // A station may be registered between two pages.
        var services = await Eventually.ReturnsAsync(ReadPagesAsync);
        Assert.Equal(services.Count, services.Select(s => s.Id()).Distinct().Count());
        Assert.All(services, s =>
        {
            Assert.True(Guid.TryParse(s.Id(), out _));
            Assert.NotEmpty(s.Text("name"));
            Assert.Equal("active", s.Text("status"));
            IsOrganization(s["organization"]!.AsObject());
            Assert.Null(s["schedules"]);
        });
        var beyond = await GetAsync("/hsds/3.0/services?page=2000000000&per_page=500");
        Assert.Equal((true, 0), (beyond["empty"]!.GetValue<bool>(), beyond["size"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Service_ComesWithItsPlaceHoursAndCost()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary, r => r["name"] = "洗衣测试驿站");
        var page = await Eventually.IsAsync(
            () => GetAsync("/hsds/3.0/services?search=洗衣测试驿站&full=true"), p => Contents(p).Count > 0);
        Assert.Equal(5, Contents(page).Count);
        Assert.DoesNotContain(Contents(page), s => s.Text("name").Contains("阅读", StringComparison.Ordinal));
        var laundry = Contents(page).Single(s => s.Text("name") == "共享洗衣（洗衣测试驿站）");
        Assert.Equal(laundry.ToJsonString(), (await GetAsync($"/hsds/3.0/services/{laundry.Id()}")).ToJsonString());
        Assert.Equal((StationsFixture.Runner.ToString(), "锦官驿党建指导站"),
            (laundry["organization"]!.AsObject().Id(), laundry["organization"]!.AsObject().Text("name")));
        var cost = laundry["cost_options"]![0]!.AsObject();
        Assert.Equal((5m, "CNY"), (cost["amount"]!.GetValue<decimal>(), cost.Text("currency")));
        Assert.NotNull(OpeningHours.Parse(laundry["schedules"]![0]!.AsObject().Text("notes"), out _));
        var location = laundry["service_at_locations"]![0]!["location"]!.AsObject();
        Assert.Equal((station.Id(), "physical"), (location.Id(), location.Text("location_type")));
        Assert.Equal(104.0853, location["longitude"]!.GetValue<double>());
        var address = location["addresses"]![0]!.AsObject();
        Assert.Equal(
            ["address_1", "address_type", "city", "country", "id", "postal_code", "state_province"],
            address.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("水津街 1 号", "CN"), (address.Text("address_1"), address.Text("country")));
    }

    [Fact]
    public async Task Organizations_LeadToTheirServices()
    {
        await Scenarios.RegisterAsync(fixture.Secretary);
        var mine = $"/hsds/3.0/services?organization_id={StationsFixture.Runner}&per_page=500";
        var services = await Eventually.IsAsync(() => GetAsync(mine), p => Contents(p).Count > 0);
        Assert.All(Contents(services), s =>
            Assert.Equal(StationsFixture.Runner.ToString(), s["organization"]!.AsObject().Id()));
        var organizations = await GetAsync("/hsds/3.0/organizations?per_page=500");
        Assert.All(Contents(organizations), IsOrganization);
        Assert.Single(Contents(organizations), o => o.Id() == StationsFixture.Runner.ToString());
        var future = await GetAsync("/hsds/3.0/services?modified_after=2099-01-01T00:00:00Z");
        Assert.Equal(0, future["total_items"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11")]
    [InlineData("laundry")]
    public async Task Service_ThatIsNotThere_IsNotFound(string id)
    {
        using var answer = await fixture.NewClient()
            .GetAsync(new Uri($"/hsds/3.0/services/{id}", UriKind.Relative));
        await answer.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
    }

    private async Task<List<JsonObject>> ReadPagesAsync()
    {
        var services = new List<JsonObject>();
        JsonObject page;
        do
        {
            page = await GetAsync($"/hsds/3.0/services?per_page=500&page={(services.Count / 500) + 1}");
            Assert.Equal(PageFields, page.Select(f => f.Key).Order(StringComparer.Ordinal));
            Assert.Equal(services.Count == 0, page["first_page"]!.GetValue<bool>());
            Assert.Equal(page["size"]!.GetValue<int>(), Contents(page).Count);
            services.AddRange(Contents(page));
        }
        while (!page["last_page"]!.GetValue<bool>());
        Assert.Equal(page["total_items"]!.GetValue<int>(), services.Count);
        Assert.InRange(page["total_pages"]!.GetValue<int>(), 2, 20);
        return services;
    }

    private static void IsOrganization(JsonObject organization)
    {
        Assert.True(Guid.TryParse(organization.Id(), out _));
        Assert.NotEmpty(organization.Text("name"));
        Assert.NotEmpty(organization.Text("description"));
    }

    private static List<JsonObject> Contents(JsonObject page) =>
        [.. page["contents"]!.AsArray().Select(s => s!.AsObject())];

    private Task<JsonObject> GetAsync(string path) => Scenarios.GetAsync(fixture.NewClient(), path);
}
