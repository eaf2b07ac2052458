using System.Net;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

/// <summary>Another region's and another organisation's data: absent in lists, in counts, and by id.</summary>
public sealed class ScopeTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    [Theory]
    [InlineData(Roles.Dispatcher)]
    [InlineData(Roles.Secretary)]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Leader)]
    public async Task AnotherCity_IsAbsentEverywhere(string role)
    {
        var leshan = fixture.ClientFor(null, new Grant(role, "5111", null));
        foreach (var (path, foreign) in ((string, Guid)[])
            [("organisations", Committee("510104")), ("riders", StableId.Of("rider/demo/1"))])
        {
            var inside = await leshan.ReadAsync($"/api/v1/{path}?size=200");
            Assert.All(inside["items"]!.AsArray(), o =>
                Assert.StartsWith("5111", (string)o!["regionCode"]!, StringComparison.Ordinal));
            var asked = await leshan.ReadAsync($"/api/v1/{path}?region=5101");
            Assert.Equal((0, 0), ((int)asked["total"]!, asked["items"]!.AsArray().Count));
            await leshan.GetAsync($"/api/v1/{path}/{foreign}".Relative())
                .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        }

        Assert.Equal(0, (int)(await leshan.ReadAsync("/api/v1/duties?region=5101"))["total"]!);
        Assert.NotEqual(0, (int)(await leshan.ReadAsync("/api/v1/duties"))["total"]!);
    }

    [Fact]
    public async Task Handler_SeesTheirOwnOrganisationOnly()
    {
        var own = Department("510104", "urban-management");
        var handler = fixture.ClientFor(null, new Grant(Roles.Handler, "510104", own));
        var page = await handler.ReadAsync("/api/v1/organisations");
        Assert.Equal(1, (int)page["total"]!);
        Assert.Equal(own, (Guid)page["items"]![0]!["id"]!);
        await handler.GetAsync($"/api/v1/organisations/{Department("510104", "housing")}".Relative())
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        Assert.Equal(4, (int)(await handler.ReadAsync("/api/v1/duties"))["total"]!);
    }

    [Fact]
    public async Task TwoGrants_AddUp()
    {
        var both = fixture.ClientFor(
            null, new Grant(Roles.Dispatcher, "510104", null), new Grant(Roles.Dispatcher, "511102", null));
        var kinds = "kind=IndustryCommittee";
        Assert.Equal(2, (int)(await both.ReadAsync($"/api/v1/organisations?{kinds}"))["total"]!);
    }

    [Fact]
    public async Task Rider_HasNoDirectory()
    {
        var rider = fixture.ClientFor(StableId.Of("rider/demo/1"), new Grant(Roles.Rider, "5101", null));
        foreach (var path in (string[])["organisations", "duties", "riders"])
        {
            await rider.GetAsync($"/api/v1/{path}".Relative()).ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        }
    }

    [Fact]
    public async Task ForgedToken_IsRefused()
    {
        var client = fixture.NewClient();
        foreach (var token in (string[])["x", "a.b.c", "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30."])
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            await client.GetAsync("/api/v1/accounts/me".Relative())
                .ExpectProblem(HttpStatusCode.Unauthorized, "Unauthenticated");
        }
    }
}
