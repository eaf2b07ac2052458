using System.Globalization;
using RiderPlatform.Harness;

namespace RiderPlatform.Loop;

/// <summary>The use cases of the loop as calls of an outside client. Each returns the answer as it came.</summary>
public sealed class PlatformClient(Caller caller, string name)
{
    /// <summary>The account or client id.</summary>
    public string Name => name;

    public Caller Caller => caller;

    public PlatformClient With(Patience patience) => new(caller.With(patience), name);

    /// <param name="photos">None: the JSON form; otherwise multipart.</param>
    public Task<Answer> ReportClueAsync(Clue clue, string? key = null, params byte[][] photos) => photos.Length == 0
        ? caller.PostAsync("/api/v1/clues", clue, key)
        : caller.SendAsync(HttpMethod.Post, "/api/v1/clues", () => Form(photos,
            ("category", clue.Category), ("text", clue.Text), ("longitude", Text(clue.Longitude)),
            ("latitude", Text(clue.Latitude)), ("regionCode", clue.RegionCode)), key);

    /// <summary>
    /// Reports until a unit answers for it. Right after the very first start the directory is still on its way, and a
    /// report that comes before it waits for a dispatcher.
    /// </summary>
    public async Task<CaseView> ReportRoutedAsync(Clue clue, string key, params byte[][] photos)
    {
        var attempt = 0;
        return await Eventually.IsAsync(
            () => ReportClueAsync(clue, $"{key}-{attempt++}", photos).ReadAsync<CaseView>(201),
            reported => reported.Status == "Dispatched");
    }

    public Task<Answer> CaseAsync(Guid id) => caller.GetAsync($"/api/v1/cases/{id}");

    public Task<Answer> TimelineAsync(Guid id) => caller.GetAsync($"/api/v1/cases/{id}/timeline");

    public Task<Download> PhotoAsync(Guid id, Guid photo) => caller.DownloadAsync($"/api/v1/cases/{id}/photos/{photo}");

    public Task<Answer> CasesAsync(string query = "") => caller.GetAsync($"/api/v1/cases?{query}");

    public Task<Answer> CountCasesAsync(string query = "") => caller.GetAsync($"/api/v1/cases/count?{query}");

    public Task<Answer> AcceptAsync(Guid id, int version, string? key = null) =>
        ActAsync(id, "accept", new { version }, key);

    public Task<Answer> ReturnAsync(Guid id, int version, string reason, string? key = null) =>
        ActAsync(id, "return", new
        {
            version, reason, reasonCode = "NotOurDuty", duty = "市政设施管养分工第 3 条", proof = "管养合同 CD-2025-118",
        }, key);

    public Task<Answer> DispatchAsync(Guid id, int version, Guid unitId, string? key = null) =>
        ActAsync(id, "dispatch", new { version, unitId }, key);

    /// <summary>With one photo as evidence.</summary>
    public Task<Answer> ResolveAsync(Guid id, int version, string note, string? key = null) =>
        caller.SendAsync(HttpMethod.Post, $"/api/v1/cases/{id}/resolve",
            () => Form([Photo.Mended], ("version", Text(version)), ("note", note)), key);

    public Task<Answer> CallBackAsync(Guid id, int version, bool satisfied, string? key = null) =>
        ActAsync(id, "callback", new
        {
            version, solved = satisfied ? "Solved" : "NotSolved",
            satisfaction = satisfied ? "Satisfied" : "NotSatisfied",
        }, key);

    public Task<Answer> ReopenAsync(Guid id, int version, string reason, string? key = null) =>
        ActAsync(id, "reopen", new { version, reason }, key);

    public Task<Answer> CloseAsync(Guid id, int version, string outcome, string? key = null) =>
        ActAsync(id, "close", new { version, outcome }, key);

    public Task<Answer> PointsAsync() => caller.GetAsync("/api/v1/points/me");

    public Task<Answer> EntriesAsync(string query = "") => caller.GetAsync($"/api/v1/points/me/entries?{query}");

    public Task<Answer> VerificationAsync() => caller.GetAsync("/api/v1/points/verification");

    /// <summary>Cheapest first.</summary>
    public Task<Answer> RewardsAsync(string query = "") => caller.GetAsync($"/api/v1/rewards?{query}");

    public Task<Answer> RedeemAsync(Guid reward, string? key = null) =>
        caller.PostAsync($"/api/v1/rewards/{reward}/redemptions", null, key);

    public Task<Answer> VouchersAsync(string query = "") => caller.GetAsync($"/api/v1/vouchers?{query}");

    public Task<Answer> VoucherAsync(string code) => caller.GetAsync($"/api/v1/vouchers/{code}");

    public Task<Answer> HandOverAsync(string code, Guid stationId, string? key = null) =>
        caller.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId }, key);

    public Task<Answer> StationsAsync() => caller.GetAsync("/api/v1/stations?size=200");

    public Task<Answer> NearestStationsAsync(Place place) => caller.GetAsync(
        $"/api/v1/stations/nearest?longitude={Text(place.Longitude)}&latitude={Text(place.Latitude)}");

    private Task<Answer> ActAsync(Guid id, string action, object body, string? key) =>
        caller.PostAsync($"/api/v1/cases/{id}/{action}", body, key);

    private static MultipartFormDataContent Form(byte[][] photos, params (string Name, string? Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Where(f => f.Value is not null))
        {
            form.Add(new StringContent(value!), field);
        }

        foreach (var photo in photos)
        {
            form.Add(Photo.Content(photo), "photos", "hazard.jpg");
        }

        return form;
    }

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>What a rider reports. Position in WGS-84 degrees; a region code only where no position tells.</summary>
public sealed record Clue(string Category, string Text, double? Longitude, double? Latitude, string? RegionCode = null)
{
    public Clue At(Place place) => this with { Longitude = place.Longitude, Latitude = place.Latitude };
}
