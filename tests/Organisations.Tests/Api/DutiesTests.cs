using System.Net;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

public sealed class DutiesTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/duties";

    [Theory]
    [InlineData("510104", "road.manhole", "urban-management")]
    [InlineData("510104", "road.signal", "traffic-police")]
    [InlineData("510107", "food", "market-supervision")]
    [InlineData("511102", "fire", "fire-rescue")]
    [InlineData("5101", "access", "housing")]
    public async Task DemoCity_HasItsDuties(string region, string category, string slug)
    {
        var page = await fixture.Administrator.ReadAsync(
            $"{Path}?category={category}&organisation={Department(region, slug)}");
        Assert.Equal(region, (string)page["items"]![0]!["regionCode"]!);
    }

    [Theory]
    [InlineData("510104")]
    [InlineData("5101")]
    public async Task DemoCity_HasADefaultOwner(string region)
    {
        var page = await fixture.Administrator.ReadAsync($"{Path}?category=*&organisation={Committee(region)}");
        Assert.Equal(100, (int)page["items"]![0]!["priority"]!);
    }

    [Fact]
    public async Task Give_ThenWithdrawTwice_PublishesTwice()
    {
        var given = await GiveAsync("parking.bicycle", "510104").Expect(HttpStatusCode.Created);
        var id = (Guid)given["id"]!;
        await fixture.Facts.FirstAsync<DutyChanged>(d => d.DutyId == id && d.Active && d.Version == 1);
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{id}").Expect(HttpStatusCode.NoContent);
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{id}").Expect(HttpStatusCode.NoContent);
        await fixture.Facts.FirstAsync<DutyChanged>(d => d.DutyId == id && !d.Active && d.Version == 2);
        await GiveAsync("parking.bicycle", "510104").Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Give_Twice_IsRefused()
    {
        await GiveAsync("noise", "510104").Expect(HttpStatusCode.Created);
        await GiveAsync("noise", "510104").ExpectProblem(HttpStatusCode.Conflict, "AlreadyGiven");
        await GiveAsync("noise", "510104017").Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Give_OutsideTheOrganisationsRegion_IsRefused() =>
        await GiveAsync("noise", "510105").ExpectProblem(HttpStatusCode.Conflict, "OutsideItsRegion");

    [Fact]
    public async Task Give_WithBadFields_NamesThem()
    {
        await GiveAsync("Road!", "510104").ExpectInvalid("category");
        await GiveAsync("road", "999999").ExpectInvalid("regionCode");
        await GiveAsync("road", "510104", -1).ExpectInvalid("priority");
    }

    [Fact]
    public async Task GiveAndWithdraw_ForAnotherRegion_AreNotFound()
    {
        var leshan = fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null));
        await leshan.PostAsync(
            Path, new { organisationId = Committee("510104"), category = "x", regionCode = "510104" })
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        var given = await GiveAsync("other.region", "510104").Expect(HttpStatusCode.Created);
        await leshan.SendAsync(HttpMethod.Delete, $"{Path}/{(Guid)given["id"]!}")
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{Guid.CreateVersion7()}")
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
    }

    private Task<HttpResponseMessage> GiveAsync(string category, string region, int? priority = null) =>
        fixture.Secretary.PostAsync(
            Path, new { organisationId = Department("510104", "urban-management"), category,
                regionCode = region, priority });
}
