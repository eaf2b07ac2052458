using System.Net;
using RiderPlatform.Gateway.Tests.Hosting;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Gateway.Tests.Routing;

public sealed class PublicPathTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private GatewayHost Gateway => shared.Host;

    [Theory]
    [InlineData("/api/v1/regions", "organisations")]
    [InlineData("/api/v1/regions/510104", "organisations")]
    [InlineData("/api/v1/organisations/1", "organisations")]
    [InlineData("/api/v1/duties", "organisations")]
    [InlineData("/api/v1/riders", "organisations")]
    [InlineData("/api/v1/posts?kind=GridMember", "organisations")]
    [InlineData("/api/v1/accounts/me", "organisations")]
    [InlineData("/api/v1/directory/republish", "organisations")]
    [InlineData("/api/v1/clues", "grievances")]
    [InlineData("/api/v1/cases?status=Accepted&page=2", "grievances")]
    [InlineData("/api/v1/cases/1/photos/2", "grievances")]
    [InlineData("/api/v1/boundaries", "grievances")]
    [InlineData("/api/v1/webhooks", "grievances")]
    [InlineData("/api/v1/webhooks/1/deliveries?state=Failed", "grievances")]
    [InlineData("/api/v1/imports", "grievances")]
    [InlineData("/api/v1/imports/1/report", "grievances")]
    [InlineData("/api/v1/categories", "grievances")]
    [InlineData("/api/v1/calendar?month=2026-10", "grievances")]
    [InlineData("/api/v1/units/0198c0de-0000-7000-8000-000000000000/hours", "grievances")]
    [InlineData("/api/v1/routing/simulation?category=road.manhole", "grievances")]
    [InlineData("/api/v1/supervision/board", "grievances")]
    [InlineData("/api/v1/demands?near=104.081,30.657", "grievances")]
    [InlineData("/api/v1/verifications/near", "grievances")]
    [InlineData("/api/v1/appeals/one-tap?longitude=104.06&latitude=30.65", "grievances")]
    [InlineData("/api/v1/warnings?active=true", "grievances")]
    [InlineData("/api/v1/projects/clusterings", "grievances")]
    [InlineData("/api/v1/projects/1/items/2/report", "grievances")]
    [InlineData("/api/v1/meetings", "grievances")]
    [InlineData("/api/v1/digests?week=2026-W47", "grievances")]
    [InlineData("/api/v1/open/figures?region=510104", "grievances")]
    [InlineData("/api/v1/open/hazards", "grievances")]
    [InlineData("/api/v1/open/boundaries?region=5101", "grievances")]
    [InlineData("/api/v1/clues/similar?category=other", "grievances")]
    [InlineData("/api/v1/open311/keys", "grievances")]
    [InlineData("/open311/v2/services/road.manhole.xml", "grievances")]
    [InlineData("/api/v1/points/me", "points")]
    [InlineData("/api/v1/points/leaderboard?region=5101", "points")]
    [InlineData("/api/v1/rewards", "points")]
    [InlineData("/api/v1/vouchers/AB%20C", "points")]
    [InlineData("/api/v1/funds/1/statement", "points")]
    [InlineData("/api/v1/stations", "stations")]
    [InlineData("/api/v1/stations/nearest?longitude=104.06&latitude=30.65", "stations")]
    [InlineData("/gbfs/3.0/station_status.json", "stations")]
    [InlineData("/hsds/3.0/services?page=2&per_page=10", "stations")]
    [InlineData("/api/v1/open/stations.geojson?bbox=103,30,105,31", "stations")]
    [InlineData("/oauth/authorize?client_id=console", "organisations")]
    [InlineData("/.well-known/jwks.json", "organisations")]
    [InlineData("/.well-known/openid-configuration", "organisations")]
    [InlineData("/signin", "organisations")]
    [InlineData("/api/v1/mailbox", "organisations")]
    public async Task ListedPath_ReachesItsService(string target, string service)
    {
        using var client = Gateway.NewSignedInClient();
        var answer = await client.GetAsync(new Uri(target, UriKind.Relative));
        var seen = await answer.SeenAsync();
        Assert.Equal(service, Assert.Single(answer.Headers.GetValues("X-Served-By")));
        Assert.Equal(Uri.UnescapeDataString(target), Uri.UnescapeDataString(seen.Target));
    }

    [Theory]
    [InlineData("/api/v1/categories")]
    [InlineData("/api/v1/open/figures?region=510104")]
    [InlineData("/api/v1/open/hazards?region=510104")]
    [InlineData("/api/v1/open/boundaries?region=510104")]
    [InlineData("/api/v1/open/policies?region=5101")]
    [InlineData("/open311/discovery.xml")]
    [InlineData("/open311/v2/requests.json?status=open,closed")]
    [InlineData("/open311/v2/servicerequestupdates.xml?start_date=2026-11-22T00%3A00%3A00Z")]
    [InlineData("/api/v1/regions?parent=5101")]
    [InlineData("/api/v1/regions/510104")]
    [InlineData("/api/v1/stations/nearest?longitude=1&latitude=2")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11")]
    [InlineData("/api/v1/stations/services")]
    [InlineData("/api/v1/stations/geo?box=103,30,105,31")]
    [InlineData("/api/v1/stations/figures?region=5101")]
    [InlineData("/gbfs/3.0/gbfs.json")]
    [InlineData("/hsds/3.0/")]
    [InlineData("/api/v1/open/stations.geojson")]
    [InlineData("/api/v1/points/figures?region=5101")]
    [InlineData("/api/v1/points/closes")]
    [InlineData("/api/v1/funds/open?region=5101")]
    [InlineData("/api/v1/vouchers/keys")]
    [InlineData("/signin")]
    [InlineData("/api/v1/mailbox")]
    [InlineData("/.well-known/jwks.json")]
    public async Task OpenPath_NeedsNoToken(string target)
    {
        using var client = Gateway.NewClient();
        await (await client.GetAsync(new Uri(target, UriKind.Relative))).SeenAsync();
    }

    [Theory]
    [InlineData("/api/v1/categories", "POST")]
    [InlineData("/api/v1/stations/nearest", "POST")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11", "PUT")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11/closure", "POST")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11/check-ins", "GET")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11/check-ins", "POST")]
    [InlineData("/api/v1/stations/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11/check-ins/count", "GET")]
    [InlineData("/api/v1/stations/figures", "POST")]
    [InlineData("/api/v1/points/figures", "POST")]
    [InlineData("/api/v1/vouchers/redeemed", "GET")]
    [InlineData("/api/v1/settlements", "GET")]
    [InlineData("/api/v1/funds", "GET")]
    [InlineData("/api/v1/stations", "GET")]
    [InlineData("/api/v1/webhooks", "GET")]
    [InlineData("/api/v1/webhooks", "POST")]
    [InlineData("/api/v1/imports", "POST")]
    [InlineData("/api/v1/appeals", "POST")]
    [InlineData("/api/v1/warnings", "GET")]
    [InlineData("/api/v1/projects", "GET")]
    [InlineData("/api/v1/open/policies", "POST")]
    [InlineData("/api/v1/open/stations.geojson", "POST")]
    [InlineData("/api/v1/regions", "POST")]
    [InlineData("/api/v1/organisations", "GET")]
    public async Task OtherMethodOrPathBesideAnOpenOne_NeedsAToken(string target, string method)
    {
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative));
        await (await client.SendAsync(request)).IsProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
    }

    public static TheoryData<string> InnerTargets => new()
    {
        "/internal/x", "/INTERNAL/x", "/Internal/X", "//internal/x", "/internal//x", "/api/internal/x",
            "/api/v1/internal/x",
        "/openapi/v1.json", "/OpenApi/v1.json", "//openapi/v1.json", "/health/x", "//health", "/alive/x", "/api/v1",
            "/api/v2/cases",
        "/api/v1/cases/../../../internal/x", "/api/v1/cases/..%2f..%2f..%2finternal/x",
            "/api/v1/cases/%2e%2e/%2e%2e/%2e%2e/internal/x",
        "/api/v1/cases/%2E%2E/internal/x", "/api/v1/cases/.%2e/.%2e/.%2e/internal/x",
            "/api/v1/cases/%252e%252e/%252e%252e/%252e%252e/internal/x",
        "/api/v1/cases/..%5c..%5c..%5cinternal%5cx", "/api/v1/cases/..\\..\\..\\internal\\x",
            "/api/v1/cases/..;/..;/..;/internal/x",
        "/api/v1/cases//..//..//..//internal/x", "/api/v1/cases/./../../../internal/x",
            "/api/v1/cases/..%00/internal/x",
        "/api/v1/cases%2f..%2f..%2f..%2finternal%2fx", "/%2e/internal/x", "/.;/internal/x",
            "/api/v1/cases/%c0%ae%c0%ae/internal/x",
        "/api/v1/cases/%u002e%u002e/internal/x", "/api/v1/cases/..%3b/internal/x", "/api/v1/cases/%",
            "/api/v1/cases/%2",
        "http://organisations/internal/x", "/oauth/../internal/x", "/oauth/%2e%2e/internal/x",
            "/oauth/..%2finternal/x", "/signin/../internal/x",
        "/.well-known/../internal/x", "/signin/x", "/.well-known/internal", "/internal/x?/api/v1/cases",
            "/internal/x#/api/v1/cases",
        "/openapi/v1.json/../../api/v1/cases/../../../internal/x", "/api/v1/cases/%23/../../../../internal/x",
    };

    [Theory]
    [MemberData(nameof(InnerTargets))]
    public async Task InnerPath_IsNeverReached(string target)
    {
        var token = Gateway.Tokens.Issue(Guid.CreateVersion7(), null, new Grant(Roles.Administrator, "", null));
        foreach (var service in Gateway.Services.Values)
        {
            service.Received.Clear();
        }

        var answer = await Answers.RawGetAsync(Gateway.Address, target, $"Authorization: Bearer {token}");
        Assert.Matches(@"\AHTTP/1\.1 (400|404) ", answer);
        Assert.Empty(Gateway.Services.Values.SelectMany(s => s.Received));
    }

    [Theory]
    [InlineData("X-Original-URL: /internal/x")]
    [InlineData("X-Rewrite-URL: /internal/x")]
    [InlineData("X-Forwarded-Path: /internal/x")]
    [InlineData("X-Forwarded-Prefix: /internal")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    public async Task PathOrMethodInAHeader_IsNotPassedOn(string header)
    {
        var answer = await Answers.RawGetAsync(Gateway.Address, "/api/v1/categories", header);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        var seen = Gateway.Services["grievances"].Received.Last(s => s.Target == "/api/v1/categories");
        Assert.DoesNotContain(header.Split(':')[0], seen.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("GET", seen.Method);
    }

    [Fact]
    public async Task MixedCaseOfAListedPath_ReachesThatPathOnly()
    {
        using var client = Gateway.NewSignedInClient();
        var seen = await (await client.GetAsync(new Uri("/API/v1/Cases/1", UriKind.Relative))).SeenAsync();
        Assert.Equal("/API/v1/Cases/1", seen.Target);
    }

    [Fact]
    public async Task UnlistedPath_IsNotFoundWithAndWithoutToken()
    {
        using var anybody = Gateway.NewClient();
        using var somebody = Gateway.NewSignedInClient();
        foreach (var client in (HttpClient[])[anybody, somebody])
        {
            await (await client.GetAsync(new Uri("/internal/x", UriKind.Relative)))
                .IsProblemAsync(HttpStatusCode.NotFound, "NotFound");
        }
    }
}
