using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

public sealed class RidersTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/riders";

    [Fact]
    public async Task Register_AnswersMasked_StoresSealed_PublishesIdsOnly()
    {
        var made = await RegisterAsync("赵铁柱", "13911112222").Expect(HttpStatusCode.Created);
        Assert.Equal(("赵*", "139****2222"), ((string)made["name"]!, (string)made["phone"]!));
        var id = (Guid)made["id"]!;
        var fact = await fixture.Facts.FirstAsync<RiderRegistered>(f => f.RiderId == id);
        Assert.Equal(
            ("510104017", Platform("a"), false, true), (fact.RegionCode, fact.EmployerId, fact.IsMember, fact.Active));
        Assert.DoesNotContain("13911112222", fixture.Facts.Texts, StringComparison.Ordinal);
        Assert.DoesNotContain("赵铁柱", fixture.Facts.Texts, StringComparison.Ordinal);

        var row = await fixture.WithAsync<OrganisationsDb, RiderPlatform.Organisations.Domain.Rider>(
            db => db.Riders.SingleAsync(r => r.Id == id));
        foreach (var stored in (byte[][])[row.SealedName, row.SealedPhone, row.PhoneIndex])
        {
            Assert.DoesNotContain("13911112222", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
            Assert.DoesNotContain("赵铁柱", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Register_TheSamePhone_IsOneRider_HoweverWrittenAndAtOnce()
    {
        string[] writings = ["13922223333", "+8613922223333", "139 2222 3333", "139-2222-3333"];
        var answers = await Task.WhenAll(writings.Select(p => RegisterAsync("钱多多", p).Expect(HttpStatusCode.Created)));
        Assert.Single(answers.Select(a => (Guid)a["id"]!).Distinct());
        await RegisterAsync("钱多少", "13922223333").ExpectProblem(HttpStatusCode.Conflict, "AlreadyRegistered");
        var id = (Guid)answers[0]["id"]!;
        await fixture.Facts.FirstAsync<RiderRegistered>(f => f.RiderId == id);
        Assert.Single(fixture.Facts.All<RiderRegistered>(), f => f.RiderId == id);
    }

    [Fact]
    public async Task Register_WithBadFields_NamesThem()
    {
        await RegisterAsync("", "13900000000").ExpectInvalid("name");
        await RegisterAsync("孙某", "12345").ExpectInvalid("phone");
        await RegisterAsync("孙某", "13900000000", region: "510999").ExpectInvalid("regionCode");
        await RegisterAsync("孙某", "13900000000", employer: Committee("5101")).ExpectInvalid("employerId");
    }

    [Fact]
    public async Task Register_InAnotherRegionOrRole_IsRefused()
    {
        await RegisterAsync("孙某", "13900000000", region: "511102").ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        var supervisor = fixture.ClientFor(null, new Grant(Roles.Supervisor, "5101", null));
        await supervisor.PostAsync(Path, new { }).ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Theory]
    [InlineData("region=5101", 20)]
    [InlineData("region=5111", 0)]
    [InlineData("group=Courier", 10)]
    [InlineData("memberStatus=Full", 4)]
    public async Task List_Filters(string query, int atLeast)
    {
        var page = await fixture.Secretary.ReadAsync($"{Path}?{query}&size=5");
        Assert.InRange((int)page["total"]!, atLeast, atLeast == 0 ? 0 : atLeast + 10);
        Assert.All(page["items"]!.AsArray(), r =>
            Assert.Contains("****", (string)r!["phone"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_ByEmployer()
    {
        var page = await fixture.Secretary.ReadAsync($"{Path}?employer={Platform("b")}&size=200");
        Assert.Equal(10, (int)page["total"]!);
    }

    [Fact]
    public async Task Rider_SeesOnlyThemselves()
    {
        var own = StableId.Of("rider/demo/1");
        var rider = fixture.ClientFor(own, new Grant(Roles.Rider, "5101", null));
        Assert.Equal("张*", (string)(await rider.ReadAsync($"{Path}/{own}"))["name"]!);
        await rider.GetAsync($"{Path}/{StableId.Of("rider/demo/2")}".Relative())
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await rider.GetAsync(Path.Relative()).ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Fact]
    public async Task Handler_NeverSeesARider()
    {
        var handler = fixture.ClientFor(null, new Grant(Roles.Handler, "5101", Platform("a")));
        await handler.GetAsync(Path.Relative()).ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        await handler.GetAsync($"{Path}/{StableId.Of("rider/demo/1")}".Relative())
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
    }

    private Task<HttpResponseMessage> RegisterAsync(
        string name, string phone, string region = "510104017", Guid? employer = null) =>
        fixture.Secretary.PostAsync(Path, new
        {
            name, phone, regionCode = region, employerId = employer ?? Platform("a"),
            group = "FoodDelivery", memberStatus = "None",
        });
}
