using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

public sealed class OrganisationsTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/organisations";

    [Theory]
    [InlineData("region=5101&kind=GuidanceStation", 261)]
    [InlineData("region=5101&kind=IndustryCommittee", 20)]
    [InlineData("region=5101&kind=WorkCommittee", 1)]
    [InlineData("region=5101&kind=PlatformCompany", 2)]
    [InlineData("region=5111&kind=GuidanceStation", 132)]
    [InlineData("region=5111&kind=IndustryCommittee", 11)]
    [InlineData("region=510104&kind=Department", 9)]
    [InlineData("region=510104&kind=MassOrganisation", 3)]
    public async Task DemoCity_HasItsTree(string query, int total) =>
        Assert.Equal(total, (int)(await fixture.Administrator.ReadAsync($"{Path}?{query}&size=1"))["total"]!);

    [Fact]
    public async Task Create_Change_Dissolve_EachPublishesTheNextVersion()
    {
        var made = await CreateAsync("沙河行业支部", Committee("510104"), "510104");
        var id = (Guid)made["id"]!;
        var renamed = await ChangeAsync(made, name: "沙河联合支部").Expect(HttpStatusCode.OK);
        var dissolved = await ChangeAsync(renamed, active: false).Expect(HttpStatusCode.OK);
        Assert.Equal((3, false), ((int)dissolved["version"]!, (bool)dissolved["active"]!));
        var last = await fixture.Facts.FirstAsync<OrganisationChanged>(f => f.OrganisationId == id && f.Version == 3);
        Assert.False(last.Active);
        Assert.Equal("沙河联合支部", last.Name);
        Assert.Equal([1L, 2L, 3L], fixture.Facts.All<OrganisationChanged>().Where(f => f.OrganisationId == id)
            .Select(f => f.Version).Order());
        await ChangeAsync(dissolved, active: true).ExpectProblem(HttpStatusCode.Conflict, "Dissolved");
    }

    [Fact]
    public async Task Change_SentTwice_IsAnsweredTwiceAndDoneOnce()
    {
        var made = await CreateAsync("重发支部", Committee("510104"), "510104");
        var first = await ChangeAsync(made, name: "重发支部二").Expect(HttpStatusCode.OK);
        var second = await ChangeAsync(made, name: "重发支部二").Expect(HttpStatusCode.OK);
        Assert.Equal((2, 2), ((int)first["version"]!, (int)second["version"]!));
    }

    [Fact]
    public async Task Change_FromAnOldVersion_IsStale()
    {
        var made = await CreateAsync("旧版支部", Committee("510104"), "510104");
        await ChangeAsync(made, name: "新名").Expect(HttpStatusCode.OK);
        var problem = await ChangeAsync(made, name: "另名").ExpectProblem(HttpStatusCode.Conflict, "Stale");
        Assert.Equal(2, (int)problem["version"]!);
    }

    [Fact]
    public async Task Create_WithTheSameKey_IsDoneOnce()
    {
        var body = new { parentId = Committee("510104"), kind = "Branch", name = "幂等支部", regionCode = "510104" };
        var secretary = fixture.Secretary;
        var first = await secretary.PostAsync(Path, body, "key-1").Expect(HttpStatusCode.Created);
        var second = await secretary.PostAsync(Path, body, "key-1").Expect(HttpStatusCode.Created);
        Assert.Equal((Guid)first["id"]!, (Guid)second["id"]!);
    }

    [Fact]
    public async Task Create_SameNameUnderSameParent_IsRefused_AtOnceToo()
    {
        var body = new { parentId = Committee("510104"), kind = "Branch", name = "同名支部", regionCode = "510104" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Secretary.PostAsync(Path, body)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        await fixture.Secretary.PostAsync(Path, body).ExpectProblem(HttpStatusCode.Conflict, "NameTaken");
    }

    [Fact]
    public async Task Move_UnderItsOwnChild_IsRefused_AtOnceToo()
    {
        var above = await CreateAsync("上级", Committee("510104"), "510104");
        var below = await CreateAsync("下级", (Guid)above["id"]!, "510104");
        await ChangeAsync(above, parent: (Guid)below["id"]!).ExpectProblem(HttpStatusCode.Conflict, "ItsOwnAncestor");
        await ChangeAsync(above, parent: (Guid)above["id"]!).ExpectProblem(HttpStatusCode.Conflict, "ItsOwnAncestor");

        var one = await CreateAsync("甲", Committee("510104"), "510104");
        var two = await CreateAsync("乙", Committee("510104"), "510104");
        var answers = await Task.WhenAll(
            ChangeAsync(one, parent: (Guid)two["id"]!), ChangeAsync(two, parent: (Guid)one["id"]!));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Dissolve_WithChildren_IsRefused()
    {
        var committee = await fixture.Secretary.ReadAsync($"{Path}/{Committee("510105")}");
        await ChangeAsync(committee, active: false).ExpectProblem(HttpStatusCode.Conflict, "HasChildren");
    }

    [Fact]
    public async Task Dissolve_WithdrawsItsDuties()
    {
        var department = await fixture.Secretary.ReadAsync($"{Path}/{Department("510106", "education")}");
        await ChangeAsync(department, active: false).Expect(HttpStatusCode.OK);
        await fixture.Facts.FirstAsync<DutyChanged>(
            d => d.OrganisationId == Department("510106", "education") && !d.Active && d.Version == 2);
        var duties =
            await fixture.Secretary.ReadAsync($"/api/v1/duties?organisation={Department("510106", "education")}");
        Assert.Equal(0, (int)duties["total"]!);
    }

    [Fact]
    public async Task Create_OutsideTheParentsRegion_IsRefused()
    {
        await PostAsync("外区", Committee("510104"), "510105")
            .ExpectProblem(HttpStatusCode.Conflict, "OutsideParentRegion");
        var city = await fixture.Administrator.ReadAsync($"{Path}/{Committee("5101")}");
        await ChangeAsync(city, region: "510104", by: fixture.Administrator)
            .ExpectProblem(HttpStatusCode.Conflict, "CutsOffChildren");
    }

    [Fact]
    public async Task Create_UnderAParentBeyondOnesRegion_IsNotFound()
    {
        var county = fixture.ClientFor(null, new Grant(Roles.Secretary, "510104", null));
        var body = new { parentId = Committee("5101"), kind = "Branch", name = "攀高支部", regionCode = "510104" };
        await county.PostAsync(Path, body).ExpectProblem(HttpStatusCode.NotFound, "NotFound");

        var own = await county.ReadAsync($"{Path}/{Committee("510104")}");
        var renamed = await ChangeAsync(own, name: "锦江区行业党委", by: county).Expect(HttpStatusCode.OK);
        await ChangeAsync(renamed, parent: Committee("5111"), by: county)
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
    }

    [Fact]
    public async Task Create_WithBadFields_NamesThem()
    {
        await PostAsync("", Committee("510104"), "510104").ExpectInvalid("name");
        await PostAsync(new string('长', 101), Committee("510104"), "510104").ExpectInvalid("name");
        await PostAsync("无区", Committee("510104"), "999999").ExpectInvalid("regionCode");
        await fixture.Secretary.PostAsync(Path, new { kind = "Castle", name = "x", regionCode = "5101" })
            .ExpectProblem(HttpStatusCode.BadRequest, "Malformed");
        await fixture.Secretary.PostAsync(Path, new { kind = 3, name = "x", regionCode = "5101" })
            .ExpectProblem(HttpStatusCode.BadRequest, "Malformed");
        await PostAsync("无上级", Guid.CreateVersion7(), "510104").ExpectProblem(HttpStatusCode.NotFound, "NotFound");
    }

    [Fact]
    public async Task Create_BeyondOnesRegionOrRole_IsRefused()
    {
        await PostAsync("越区", Committee("511102"), "511102").ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        var dispatcher = fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5101", null));
        await dispatcher.PostAsync(Path, new { kind = "Branch", name = "x", regionCode = "5101" })
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        await fixture.NewClient().PostAsync(Path, new { })
            .ExpectProblem(HttpStatusCode.Unauthorized, "Unauthenticated");
    }

    private async Task<JsonNode> CreateAsync(string name, Guid parent, string region) =>
        await PostAsync(name, parent, region).Expect(HttpStatusCode.Created);

    private Task<HttpResponseMessage> PostAsync(string name, Guid parent, string region) => fixture.Secretary.PostAsync(
        Path, new { parentId = parent, kind = "Branch", name, regionCode = region });

    private Task<HttpResponseMessage> ChangeAsync(
        JsonNode seen, string? name = null, Guid? parent = null, bool? active = null,
        string? region = null, HttpClient? by = null) =>
        (by ?? fixture.Secretary).PutAsync($"{Path}/{(Guid)seen["id"]!}", new
        {
            version = (long)seen["version"]!,
            parentId = parent ?? (Guid?)seen["parentId"],
            kind = (string)seen["kind"]!,
            name = name ?? (string)seen["name"]!,
            regionCode = region ?? (string)seen["regionCode"]!,
            active,
        });
}
