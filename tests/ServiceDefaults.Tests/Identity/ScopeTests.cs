using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.ServiceDefaults.Tests.Identity;

public sealed class ScopeFixture : ProbeFixture;

/// <summary>
/// The one scope predicate: PostgreSQL, memory and plain words give the same answer for random grants and rows.
/// </summary>
public sealed class ScopeTests(ScopeFixture fixture) : IClassFixture<ScopeFixture>
{
    private static readonly string[] Regions =
        ["51", "5101", "510104", "510104017", "510104017001", "510107", "5111", "53", "530102"];
    private static readonly Guid[] Organisations =
        [.. Enumerable.Range(0, 4).Select(i => StableId.Of($"organisation/{i}"))];
    private static readonly string[] Asked = [Roles.Handler, Roles.Dispatcher];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Covers_IsTheSame_InMemoryAndInPostgreSql(int seed)
    {
        var random = new Random(seed);
        var mark = $"scope {seed}";
        var rows = Enumerable.Range(0, 200).Select(i => new Note
        {
            Id = StableId.Of($"{mark}/{i}"),
            Text = mark,
            RegionCode = Pick(random, Regions),
            OrganisationId = random.Next(4) == 0 ? null : Pick(random, Organisations),
        }).ToList();
        await fixture.WithAsync(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });
        for (var round = 0; round < 60; round++)
        {
            var scope =
                new Scope { Subject = Guid.CreateVersion7(),
                Grants = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Grant(random))] };
            var expected = rows.Where(r => Plainly(scope, r)).Select(r => r.Id).ToHashSet();
            var covers = scope.Covers<Note>(n => n.RegionCode, n => n.OrganisationId, Asked);
            var stored =
                await fixture.WithAsync(db =>
                db.Notes.Where(n => n.Text == mark).Where(covers).Select(n => n.Id).ToListAsync());
            Assert.True(expected.SetEquals(stored), $"PostgreSQL differs for {string.Join(" ", scope.Grants)}");
            Assert.Equal(
                expected.Count, await fixture.WithAsync(db => db.Notes.Where(n => n.Text == mark).CountAsync(covers)));
            Assert.All(rows, r =>
                Assert.Equal(expected.Contains(r.Id), scope.Covers(r.RegionCode, r.OrganisationId, Asked)));
        }
    }

    [Theory]
    [InlineData("handler|510104|", true)]
    [InlineData("handler||", true)]
    [InlineData("handler|51|0197a000-0000-7000-8000-000000000001", true)]
    [InlineData("handler|510104", false)]
    [InlineData("|51|", false)]
    [InlineData("handler|5%|", false)]
    [InlineData("handler|51|everyone", false)]
    [InlineData("", false)]
    public void Parse_OfWhatIsNoGrant_GivesNothing(string text, bool isGrant) =>
        Assert.Equal(isGrant ? text : null, ServiceDefaults.Identity.Grant.Parse(text)?.ToString());

    private static bool Plainly(Scope scope, Note row) => scope.Grants.Any(g => Asked.Contains(g.Role)
        && row.RegionCode.StartsWith(g.Region, StringComparison.Ordinal)
        && (g.Organisation is null || g.Organisation == row.OrganisationId));

    private static Grant Grant(Random random) => new(
        Pick(random, [Roles.Handler, Roles.Dispatcher, Roles.Rider, Roles.Leader]),
        random.Next(8) == 0 ? "" : Pick(random, Regions), random.Next(2) == 0 ? null : Pick(random, Organisations));

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];
}
