using System.Net;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tests.Messaging;

/// <summary>Facts on their way out: through the real outbox, the real broker, into another service's queue.</summary>
public sealed class DirectoryFeedTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const int Lists = 2 + 37 + 312;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Seed_IsPublishedWhole_AndAgainOnDemand()
    {
        await Eventually.IsAsync(() => Task.FromResult(Counts()), c =>
            c is { Lists: >= Lists, Organisations: >= 828, Duties: >= 462, Riders: >= 20 }, Limit);
        var lists = fixture.Facts.All<RegionsChanged>();
        Assert.All(lists, l => Assert.Contains(l.ParentCode.Length, (int[])[2, 4, 6]));
        Assert.Equal(
            261, lists.Where(l => l.ParentCode.StartsWith("5101", StringComparison.Ordinal) && l.ParentCode.Length == 6)
            .DistinctBy(l => l.ParentCode).Sum(l => l.Regions.Count));

        var before = Counts();
        var answer = await fixture.Administrator.PostAsync("/api/v1/directory/republish", new { })
            .Expect(HttpStatusCode.Accepted);
        Assert.Equal(
            """{"regionLists":351,"organisations":828,"duties":462,"riders":20,"accounts":7,"rosters":2}""",
            answer.ToJsonString());
        await Eventually.IsAsync(() => Task.FromResult(Counts()), c => c == (
            before.Lists + Lists, before.Organisations + 828, before.Duties + 462, before.Riders + 20), Limit);
    }

    [Fact]
    public async Task Republish_IsForTheWholePlatformsAdministrator()
    {
        await fixture.Secretary.PostAsync("/api/v1/directory/republish", new { })
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        var city = fixture.ClientFor(null, new Grant(Roles.Administrator, "5101", null));
        await city.PostAsync("/api/v1/directory/republish", new { })
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
    }

    private (int Lists, int Organisations, int Duties, int Riders) Counts() => (
        fixture.Facts.All<RegionsChanged>().Count, fixture.Facts.All<OrganisationChanged>().Count,
        fixture.Facts.All<DutyChanged>().Count, fixture.Facts.All<RiderRegistered>().Count);
}
