using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Tests.Warnings;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Appeals;

/// <summary>The small city with two platforms and its work committee; one service for appeals and warnings.</summary>
public sealed class AppealsFixture : GrievancesFixture
{
    public const string Name = "appeals";
    public static readonly Guid PlatformA = StableId.Of("organisation/5101/PlatformCompany/a");
    public static readonly Guid PlatformB = StableId.Of("organisation/5101/PlatformCompany/b");
    public static readonly Guid WorkCommittee = StableId.Of("organisation/5101/WorkCommittee");
    public static readonly Guid AnswererA = Guid.CreateVersion7();
    private readonly Lazy<Task> _ready;

    public AppealsFixture() => _ready = new(AddAsync);

    public Task ReadyAsync() => _ready.Value;

    public HttpClient A => ClientFor(AnswererA, null, new Grant(Roles.Handler, "5101", PlatformA));

    public HttpClient B => ClientFor(null, new Grant(Roles.Handler, "5101", PlatformB));

    public HttpClient Weather => ClientFor(null, new Grant(Roles.Operations, "", null));

    public HttpClient NewRider() => ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));

    /// <param name="longitude">Null: by the region alone.</param>
    public static object Appeal(
        string order, DateTimeOffset from, double? longitude = 104.081, double latitude = 30.657, Guid? platform = null,
        long? fen = 3500, string category = "appeal.late", string? region = null) => new
        {
            platform = platform ?? PlatformA, orderReference = order, category, penaltyKind = "Money",
            penaltyAmount = fen, longitude, latitude = longitude is null ? default(double?) : latitude,
            regionCode = region, orderFrom = from, orderTo = from.AddMinutes(40), text = "商家出餐慢，系统判超时",
        };

    public async Task<JsonElement> FileAsync(object appeal, HttpClient? rider = null, int status = 201) =>
        await (await (rider ?? NewRider()).PostAsJsonAsync("/api/v1/appeals", appeal)).ReadAsync(status);

    public async Task<JsonElement> GetAsync(HttpClient client, string path, int status = 200) =>
        await (await client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative))).ReadAsync(status);

    public async Task<JsonElement> AnswerAsync(HttpClient client, Guid id, object answer, int status = 200) =>
        await (await client.PostAsJsonAsync($"/api/v1/appeals/{id}/answer", answer)).ReadAsync(status);

    public async Task<HttpResponseMessage> WarnAsync(byte[] cap, HttpClient? client = null)
    {
        using var body = new ByteArrayContent(cap);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/cap+xml");
        using var request =
            new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/warnings", UriKind.Relative)) { Content = body };
        request.Headers.ExpectContinue = true; // what is refused early is read, not lost in a broken pipe
        return await (client ?? Weather).SendAsync(request);
    }

    /// <summary>An alert of its own identifier.</summary>
    public async Task<JsonElement> WarnAsync(string info, DateTimeOffset sent, int status = 201) =>
        await (await WarnAsync(CapDocuments.Alert($"w-{Guid.CreateVersion7():N}", sent, info))).ReadAsync(status);

    private async Task AddAsync()
    {
        await WithAsync<GrievancesDb, int>(db =>
        {
            Organisation(db, PlatformA, "PlatformCompany", "成都市甲外卖平台", "5101");
            Organisation(db, PlatformB, "PlatformCompany", "成都市乙快递平台", "5101");
            Organisation(db, WorkCommittee, "WorkCommittee", "成都市委两新工委", "5101");
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(Snapshot), s => s is { Units.Count: 7 });
    }
}

[CollectionDefinition(AppealsFixture.Name)]
public sealed class AppealsCollection : ICollectionFixture<AppealsFixture>;
