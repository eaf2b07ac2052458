using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>Checks what a station offers: an answer for each of the basic five, and any others.</summary>
internal static class OfferingsReader
{
    private const int MaxServices = 40;
    private const long MaxPriceFen = 10_000_000;

    public static IReadOnlyList<Offering> Read(Invalid invalid, IReadOnlyList<ServiceRequest>? given)
    {
        var services = given ?? [];
        var missing = Offering.Basic.Keys.Except(services.Select(s => s?.Code)).ToList();
        invalid.When(
            missing.Count > 0, "services", $"五项基本服务都要说明有无，缺少：{string.Join("、", missing)}。",
            $"Say of each basic service whether it is there; missing: {string.Join(", ", missing)}.")
            .When(services.Count > MaxServices, "services", $"最多 {MaxServices} 项服务。",
                $"At most {MaxServices} services.")
            .When(
                services.GroupBy(s => s?.Code).Any(g => g.Count() > 1), "services", "服务代码不能重复。", "Each service once.");
        return [.. services.Take(MaxServices).Select((s, i) => Read(invalid, s, $"services[{i}]"))];
    }

    public static OpeningHours? ReadHours(Invalid invalid, string? text, string field = "openingHours")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            invalid.Add(
                field, "请填写开放时间，例如 24/7 或 Mo-Su 08:00-22:00。",
                "Say when it is open: 24/7, Mo-Su 08:00-22:00.");
            return null;
        }

        var hours = OpeningHours.Parse(text, out var fault);
        if (fault is not null)
        {
            SayFault(invalid, field, text, fault);
        }

        return hours;
    }

    /// <summary>Names the column, what was expected there, and shows the place.</summary>
    public static void SayFault(Invalid invalid, string field, string text, OpeningHoursFault fault)
    {
        var pointer = $"{text[..Math.Min(fault.At, text.Length)]}⟨?⟩{text[Math.Min(fault.At, text.Length)..]}";
        pointer = pointer.Length > 250 ? pointer[..250] : pointer;
        invalid.Add(
            field, $"第 {fault.At + 1} 个字符处：{fault.Zh}（{pointer}）。",
            $"At character {fault.At + 1}: {fault.En}.");
    }

    private static Offering Read(Invalid invalid, ServiceRequest? given, string field)
    {
        var code = given?.Code ?? "";
        var basic = Offering.Basic.GetValueOrDefault(code);
        var name = basic ?? Texts.Read(invalid, given?.Name, $"{field}.name", 1, 40);
        invalid.When(
            !IsCode(code), $"{field}.code", "代码须为小写字母、数字和连字符，最多 40 个。",
            "Lower-case letters, digits and hyphens, at most 40.")
            .When(given?.Available is null, $"{field}.available", "请说明是否提供。", "Say whether it is there: true or false.")
            .When(
                given?.PriceFen is < 0 or > MaxPriceFen, $"{field}.priceFen", "价格以分计，0 至 10000000。",
                    "In fen, 0 to 10,000,000.")
            .When(
                basic is not null
                    && given?.PriceFen is > 0, $"{field}.priceFen", "五项基本服务免费。", "The five basic services are free.");
        return new Offering(code, name, given?.Available ?? false, given?.PriceFen is > 0 ? given.PriceFen : null);
    }

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= 40 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
