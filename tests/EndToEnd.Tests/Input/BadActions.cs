using static RiderPlatform.EndToEnd.Tests.Input.BadRequest;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>
/// Requests on things that exist: <c>{case}</c> is a dispatched case of Jinjiang, at version <c>{version}</c>.
/// </summary>
internal static class BadActions
{
    private const string Answered = """{"version":{version},"solved":"Solved","satisfaction":"Satisfied"}""";
    private const string Case = "/api/v1/cases/{case}";
    private const string Handler = "handler.jinjiang";

    public static IReadOnlyDictionary<string, BadRequest> Rows { get; } = new Dictionary<string, BadRequest>
    {
        ["version is a text"] = Json(Handler, $"{Case}/accept", """{"version":"{version}"}""", 400),
        ["version is a fraction"] = Json(Handler, $"{Case}/accept", """{"version":1.5}""", 400),
        ["version is beyond an integer"] = Json(Handler, $"{Case}/accept", """{"version":99999999999999999999}""", 400),
        ["version is missing"] = Json(Handler, $"{Case}/accept", "{}", 400),
        ["version is old"] = Json(Handler, $"{Case}/accept", """{"version":0}""", 400, 409),
        ["version is of the future"] = Json(Handler, $"{Case}/accept", """{"version":77}""", 409),
        ["case id is no id"] = Json(Handler, "/api/v1/cases/mine/accept", """{"version":2}""", 404),
        ["path is cut open"] = Json(Handler, "/api/v1/cases/%27%3B--/accept", """{"version":2}""", 400),
        ["case id is unknown"] =
            Json(Handler, "/api/v1/cases/0192f0c1-0000-7000-8000-000000000000/accept", """{"version":2}""", 404),
        ["another district's handler accepts"] =
            Json("handler.wuhou", $"{Case}/accept", """{"version":{version}}""", 404),
        ["another district's handler returns"] =
            Json("handler.wuhou", $"{Case}/return", """{"version":{version},"reason":"x"}""", 404),
        ["another district's handler reads"] = Get("handler.wuhou", Case, 404),
        ["another city's dispatcher closes"] =
            Json("dispatcher.leshan", $"{Case}/close", """{"version":{version},"outcome":"Unfounded"}""", 404),
        ["another rider calls back"] =
            Json("rider7", $"{Case}/callback", Answered, 404),
        ["a rider accepts"] = Json("rider6", $"{Case}/accept", """{"version":{version}}""", 403, 404),
        ["a handler closes"] = Json(Handler, $"{Case}/close", """{"version":{version},"outcome":"Solved"}""", 403),
        ["resolved before accepted"] = new(Handler, HttpMethod.Post, $"{Case}/resolve", ResolveForm, 409),
        ["resolved without evidence"] =
            Json(Handler, $"{Case}/resolve", """{"version":{version},"note":"x"}""", 400, 409, 415),
        ["called back before resolved"] =
            Json("rider6", $"{Case}/callback", Answered, 409),
        ["satisfaction is unknown"] =
            Json("rider6", $"{Case}/callback", Answered.Replace("Satisfied", "Joy", StringComparison.Ordinal), 400),
        ["solved is no word"] =
            Json("rider6", $"{Case}/callback", Answered.Replace("\"Solved\"", "true", StringComparison.Ordinal), 400),
        ["outcome is unknown"] =
            Json("dispatcher", $"{Case}/close", """{"version":{version},"outcome":"Forgotten"}""", 400),
        ["outcome is a number"] = Json("dispatcher", $"{Case}/close", """{"version":{version},"outcome":0}""", 400),
        ["dispatched to nobody"] =
            Json("dispatcher", $"{Case}/dispatch",
                """{"version":{version},"unitId":"0192f0c1-0000-7000-8000-000000000000"}""", 400, 404, 409),
        ["returned without a reason"] = Json(Handler, $"{Case}/return", """{"version":{version},"reason":""}""", 400),
        ["status filter is unknown"] = Get("dispatcher", "/api/v1/cases?status=Lost", 400),
        ["page is a text"] = Get("dispatcher", "/api/v1/cases?page=two", 400),
        ["method is not allowed"] = new("dispatcher", HttpMethod.Delete, Case, _ => null, 404, 405),
        ["reward is unknown"] =
            Json("rider6", "/api/v1/rewards/0192f0c1-0000-7000-8000-000000000000/redemptions", "", 404),
        ["reward for no points"] = Json("rider7", "/api/v1/rewards/{reward}/redemptions", "", 409),
        ["voucher code is unknown"] =
            Json("keeper", "/api/v1/vouchers/AAAA-BBBB-CCCC/redemption", """{"stationId":"{station}"}""", 404),
        ["station id is a number"] =
            Json("keeper", "/api/v1/vouchers/AAAA-BBBB-CCCC/redemption", """{"stationId":7}""", 400),
        ["a rider hands over"] =
            Json("rider6", "/api/v1/vouchers/AAAA-BBBB-CCCC/redemption", """{"stationId":"{station}"}""", 403),
        ["a rider makes a reward"] = Json("rider6", "/api/v1/rewards", """{"name":"free","pricePoints":0}""", 403),
        ["nearest without a position"] = Get("rider6", "/api/v1/stations/nearest", 400),
        ["nearest with a text"] = Get("rider6", "/api/v1/stations/nearest?longitude=east&latitude=30.6", 400),
        ["nearest off the globe"] = Get("rider6", "/api/v1/stations/nearest?longitude=104&latitude=91", 400),
        ["station is unknown"] = Get("rider6", "/api/v1/stations/0192f0c1-0000-7000-8000-000000000000", 404),
        ["a rider opens a station"] = Json("rider6", "/api/v1/stations", "{}", 403),
        ["region is unknown to the directory"] = Get("rider6", "/api/v1/regions/999999", 404),
        ["organisation of wrong types"] = Json("admin", "/api/v1/organisations", """{"name":7,"kind":[]}""", 400),
        ["a rider makes an organisation"] = Json("rider6", "/api/v1/organisations", "{}", 403),
        ["a boundary that is no geometry"] =
            Json("admin", "/api/v1/boundaries", """{"type":"FeatureCollection","features":[{"type":7}]}""", 400),
        ["nothing is there"] = Get("rider6", "/api/v1/nothing", 404),
        ["an inner endpoint"] = Get("operations", "/internal/anything", 404),
    };

    private static MultipartFormDataContent ResolveForm(Func<string, string> name) => new()
    {
        { new StringContent(name("{version}")), "version" }, { new StringContent("x"), "note" },
            { Loop.Photo.Content(), "photos", "a.jpg" },
    };
}
