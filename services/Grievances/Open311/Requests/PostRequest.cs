using System.Globalization;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Keys;
using RiderPlatform.Grievances.Open311.Services;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Idempotency;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>POST requests: an ordinary clue, from another system and without a rider.</summary>
internal static class PostRequest
{
    private const string Call = "create_request";
    private const int MaxAddress = 300;
    private const int MaxKeyLength = 200;

    public static async Task<IResult> HandleAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, ServiceAttributes attributes,
        PublicIntake intake, IOptions<Open311Options> options)
    {
        var (sent, ct) = (http.Sent(), http.RequestAborted);
        var (key, refused) = await ApiKeys.FindAsync(db, sent, Call, ct);
        if (key is null)
        {
            return Open311Error.Answer(refused!);
        }

        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        if (sent.One("service_code") is not { } code)
        {
            return Open311Error.Answer(Open311Error.NotProvided("service_code"));
        }

        if (snapshot.PublicService(code) is not { } category)
        {
            return Open311Error.Answer(Open311Error.ServiceNotFound);
        }

        var errors = new List<Open311Error>();
        var report = new PublicReport(
            key, category, FreeText.Read(sent, "description", FreeText.MaxDescription, errors),
            FreeText.Read(sent, "address_string", MaxAddress, errors), MediaLinks.Read(sent, errors),
            AttributeAnswers.Read(sent, category, attributes, errors), KeyOf(http, errors), PublicReport.HashOf(sent));
        var position = PositionOf(sent, errors);
        if (errors.Count > 0)
        {
            return Open311Error.Answer(errors);
        }

        var region = PublicPlace.Find(snapshot, position, report.Address, sent.One("address_id"), key.RegionCode);
        if (WrongWith(region, key, options.Value) is { } wrong)
        {
            return Open311Error.Answer(wrong);
        }

        var route = snapshot.RouteFor(code, region!.Code);
        return await intake.StoreAsync(report, position, region, route, snapshot.Calendar, ct) is { } number
            ? new WireAnswer(Node.List("service_requests", [Node.Of("request",
                new Node("service_request_id", number),
                new Node("service_notice", NoticeOf(route)),
                new Node("account_id", null))]))
            : Open311Error.Answer(Open311Error.Wrong(
                IdempotencyFilter.HeaderName, "已用于另一个不同的请求。", "it was used for a different request"));
    }

    private static string NoticeOf(CaseRoute route) => route.Unit is { } unit
        ? $"已登记，交由{unit.Name}办理。 Registered and given to {unit.Name}."
        : "已登记，等待派单。 Registered, waiting to be dispatched.";

    /// <summary>Null also where no position was given, which only matters without an address.</summary>
    private static Position? PositionOf(Sent sent, List<Open311Error> errors)
    {
        var (lat, lon) = (sent.One("lat"), sent.One("long"));
        if (lat is null && lon is null)
        {
            if (sent.One("address_string") is null && sent.One("address_id") is null)
            {
                errors.Add(new Open311Error(400, "请填写位置：lat 和 long，或 address_string，或 address_id。",
                    "A location was not provided: lat & long, or address_string, or address_id"));
            }

            return null;
        }

        var position = Degrees(lat) is { } y && Degrees(lon) is { } x ? new Position(x, y) : default;
        if (!position.IsInChina)
        {
            errors.Add(Open311Error.Wrong("lat & long",
                "须同时填写中国境内的十进制度数（WGS-84）。", "both, in decimal degrees (WGS-84), within China"));
        }

        return position;
    }

    private static double? Degrees(string? text) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var degrees) ? degrees : null;

    private static Open311Error? WrongWith(FoundRegion? region, Open311KeyRow key, Open311Options options) =>
        region is null || !region.Code.StartsWith(options.Region, StringComparison.Ordinal)
            ? new Open311Error(400, "位置不在本市范围内，或无法识别。", "The location is not within the jurisdiction")
            : region.Code.StartsWith(key.RegionCode, StringComparison.Ordinal) ? null
            : Open311Error.KeyOutOfRegion(Call);

    private static string? KeyOf(HttpContext http, List<Open311Error> errors)
    {
        var key = http.Request.Headers[IdempotencyFilter.HeaderName].ToString();
        if (key.Length > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            errors.Add(Open311Error.Wrong(IdempotencyFilter.HeaderName,
                $"须为 1–{MaxKeyLength} 个可见 ASCII 字符。", $"1–{MaxKeyLength} visible ASCII characters"));
        }

        return key.Length == 0 ? null : key;
    }
}
