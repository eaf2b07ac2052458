using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Demands;

/// <summary>What tests of demands are made of: a community that publishes, riders that claim.</summary>
internal static class DemandCity
{
    public const double East = 104.081;
    public const double North = 30.657;

    /// <summary>Half a degree of longitude apart, so that no test meets another's demands.</summary>
    public static HttpClient Keeper(this GrievancesFixture fixture, Guid? organisation = null) => fixture.ClientFor(
        null, new Grant(Roles.Keeper, "510104", organisation ?? GrievancesFixture.Committee));

    public static HttpClient RiderOf(this GrievancesFixture fixture, Guid? rider = null, Uri? at = null)
    {
        var client = fixture.ClientFor(rider ?? Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));
        client.BaseAddress = at ?? fixture.Address;
        return client;
    }

    public static Dictionary<string, object?> Body(
        int wanted = 3, int fromMinutes = 5, int minutes = 60, double east = East, string kind = "demand.delivery")
    {
        var from = TimeProvider.System.GetUtcNow().AddMinutes(fromMinutes);
        return new()
        {
            ["kind"] = kind, ["title"] = "给老人送午餐", ["text"] = "长者食堂取餐，送三户", ["longitude"] = east,
            ["latitude"] = North, ["regionCode"] = null, ["address"] = "长者食堂门口", ["from"] = from,
            ["to"] = from.AddMinutes(minutes), ["wanted"] = wanted, ["points"] = 20,
            ["teamId"] = GrievancesFixture.Committee, ["contact"] = "小王 028-86660000",
        };
    }

    public static async Task<JsonElement> PublishAsync(
        this GrievancesFixture fixture, Dictionary<string, object?>? body = null, HttpClient? keeper = null) =>
        await (await (keeper ?? fixture.Keeper()).PostAsJsonAsync("/api/v1/demands", body ?? Body())).ReadAsync(201);

    public static Task<HttpResponseMessage> DoAsync(
        this HttpClient client, Guid demand, string what, object? body = null) =>
        client.PostAsJsonAsync($"/api/v1/demands/{demand}/{what}", body ?? new { });

    public static Task<HttpResponseMessage> CheckInAsync(
        this HttpClient client, Guid demand, double north = North) =>
        client.DoAsync(demand, "check-in", new { longitude = East, latitude = north });

    public static async Task<HttpResponseMessage> DoneAsync(
        this HttpClient client, Guid demand, string note, params byte[][] photos)
    {
        using var form = new MultipartFormDataContent { { new StringContent(note), "note" } };
        Pictures.AddTo(form, photos);
        return await client.PostAsync(new Uri($"/api/v1/demands/{demand}/done", UriKind.Relative), form);
    }

    public static Task<HttpResponseMessage> VerifyAsync(this HttpClient client, Guid claim, object body) =>
        client.PostAsJsonAsync($"/api/v1/demands/claims/{claim}/verification", body);

    public static async Task<JsonElement> SeeAsync(this HttpClient client, string path, int status = 200) =>
        await (await client.GetAsync(new Uri($"/api/v1/demands{path}", UriKind.Relative))).ReadAsync(status);
}
