using System.Net;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Regions;

namespace RiderPlatform.Organisations.Tests.Api;

public sealed class RegionsTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("51", 21)]
    [InlineData("5101", 20)]
    [InlineData("5111", 11)]
    [InlineData("510104", 11)]
    public async Task ListRegions_GivesTheDirectChildren_ToAnyone(string parent, int total)
    {
        var page = await fixture.NewClient().ReadAsync($"/api/v1/regions?parent={parent}&size=200");
        Assert.Equal(total, (int)page["total"]!);
        Assert.Equal(total, page["items"]!.AsArray().Count);
        Assert.All(page["items"]!.AsArray(), r =>
            Assert.StartsWith(parent, (string)r!["code"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetRegion_SaysNameLevelAndParent()
    {
        var street = await fixture.NewClient().ReadAsync("/api/v1/regions/510104017");
        Assert.Equal(
            ("锦官驿街道", 4, "510104"), ((string)street["name"]!, (int)street["level"]!, (string)street["parentCode"]!));
    }

    [Theory]
    [InlineData("/api/v1/regions/5101040", HttpStatusCode.BadRequest, "Invalid")]
    [InlineData("/api/v1/regions/abcd", HttpStatusCode.BadRequest, "Invalid")]
    [InlineData("/api/v1/regions/9999", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("/api/v1/regions?parent=x", HttpStatusCode.BadRequest, "Invalid")]
    [InlineData("/api/v1/regions?parent=9999", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("/api/v1/regions?page=x", HttpStatusCode.BadRequest, "Malformed")]
    public async Task Regions_ThatAreNone_AreRefused(string path, HttpStatusCode status, string problem) =>
        await fixture.NewClient().GetAsync(path.Relative()).ExpectProblem(status, problem);

    [Fact]
    public async Task ImportRegions_TheSameFileAgain_ChangesNothing()
    {
        var changed = await fixture.WithAsync<ImportRegions, int>(i => i.RunAsync(RegionFile.FromShipped(), default));
        Assert.Equal(0, changed);
    }

    [Fact]
    public async Task ImportRegions_AfterARenaming_PublishesThatListWithAHigherVersion()
    {
        await fixture.WithAsync<OrganisationsDb, int>(db => db.Regions.Where(r => r.Code == "530102001")
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Name, "旧名")));
        var changed = await fixture.WithAsync<ImportRegions, int>(i => i.RunAsync(RegionFile.FromShipped(), default));
        Assert.Equal(1, changed);
        var fact = await fixture.Facts.FirstAsync<RegionsChanged>(f => f.ParentCode == "530102" && f.Version == 2);
        Assert.DoesNotContain(fact.Regions, r => r.Name == "旧名");
    }

    [Fact]
    public async Task Migration_LeavesNoPendingModelChange() => Assert.False(
        await fixture.WithAsync<OrganisationsDb, bool>(db => Task.FromResult(db.Database.HasPendingModelChanges())));
}
