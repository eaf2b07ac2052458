using System.Net;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Tests.SignIn;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tests.Messaging;

/// <summary>Grievances is told who handles cases for whom, and at once when somebody has left.</summary>
public sealed class HandlerFactTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/accounts";

    [Fact]
    public async Task Handlers_AreTold_AndWhoLeavesIsOut_Once()
    {
        var unit = OrganisationsFixture.Committee("5101");
        var id = Guid.Parse((string)(await MakeAsync("new.handler", "handler", unit))["id"]!);
        var told = await fixture.Facts.FirstAsync<AccountChanged>(f => f.AccountId == id);
        Assert.Equal((1L, true, "新人"), (told.Version, told.Active, told.ShownName));
        Assert.Equal([unit], told.HandlesFor);
        using var browser = new Browser(fixture.Address);
        var tokens = await browser.SignInAsync("new.handler");

        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            fixture.Administrator.PostAsync($"{Path}/{id}/leaving", new { })));
        Assert.All(ends, e => Assert.Equal(HttpStatusCode.NoContent, e.StatusCode));
        var left = await fixture.Facts.FirstAsync<AccountChanged>(f => f.AccountId == id && !f.Active);
        Assert.Equal(2, left.Version);
        Assert.Equal(2, fixture.Facts.All<AccountChanged>().Count(f => f.AccountId == id));
        await (await browser.RefreshAsync((string)tokens["refresh_token"]!)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Leaving_IsForWhoAdministersAllOfTheirGrants_AndNotForOneself()
    {
        var id = (string)(await MakeAsync("stays.here", "dispatcher", null))["id"]!;
        var other = fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null));
        await other.PostAsync($"{Path}/{id}/leaving", new { }).ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await fixture.Secretary.PostAsync($"{Path}/{id}/leaving", new { })
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        await fixture.Administrator.PostAsync($"{Path}/{Guid.CreateVersion7()}/leaving", new { })
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        var own = fixture.ClientFor(Guid.Parse(id), null, new Grant(Roles.Administrator, "", null));
        await own.PostAsync($"{Path}/{id}/leaving", new { }).ExpectProblem(HttpStatusCode.Conflict, "OwnAccount");
    }

    private async Task<System.Text.Json.Nodes.JsonNode> MakeAsync(string user, string role, Guid? organisation) =>
        await fixture.Administrator.PostAsync(Path, new
        {
            userName = user, password = OrganisationsFixture.Password, displayName = "新人",
            grants = (object[])[new { role, region = "5101", organisationId = organisation }],
        }).Expect(HttpStatusCode.Created);
}
