using System.Globalization;
using System.Text.Json;

namespace RiderPlatform.Grievances.Domain;

/// <summary>Reads the answers to a category's form: all of them good, or what is wrong with each.</summary>
public static class FormCheck
{
    public const int MaxText = 200;
    private const long MaxNumber = 1_000_000_000;
    private const int MostChoices = 20;
    private const decimal MostYuan = 100_000_000;

    /// <param name="answers">By the field's code; a form post gives texts, JSON may give numbers and lists.</param>
    /// <param name="wrong">Field code → what to do about it.</param>
    public static IReadOnlyList<FormAnswer> Read(
        IReadOnlyList<FormField> form, IReadOnlyDictionary<string, JsonElement>? answers,
        out IReadOnlyDictionary<string, Wording> wrong)
    {
        var bad = new Dictionary<string, Wording>();
        var good = new List<FormAnswer>();
        foreach (var field in form)
        {
            var texts = TextsOf(answers?.GetValueOrDefault(field.Code));
            if (texts is null)
            {
                bad[field.Code] = new("须为文字、数字、是否或选项列表。", "A text, a number, true or false, or a list.");
            }
            else if (texts.Count == 0)
            {
                if (field.Required)
                {
                    bad[field.Code] = new($"请填写“{field.NameZh}”。", $"Give “{field.NameEn}”.");
                }
            }
            else if (Read(field, texts) is (var value, { } said))
            {
                good.Add(new FormAnswer(field.Code, field.Type, new(field.NameZh, field.NameEn), value, said));
            }
            else
            {
                bad[field.Code] = Wanted(field);
            }
        }

        foreach (var unknown in (answers?.Keys ?? []).Except(form.Select(f => f.Code)))
        {
            bad[unknown] = new("该类别没有这一项。", "The category does not ask for this.");
        }

        wrong = bad;
        return good;
    }

    /// <summary>What was given, without blanks; null for what is neither a value nor a list of values.</summary>
    private static List<string>? TextsOf(JsonElement? given) => given is not { } value ? [] : value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => Filled(value.GetString()!),
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().SelectMany(v => Filled(v.GetString()!))],
        _ => null,
    };

    private static List<string> Filled(string text) => string.IsNullOrWhiteSpace(text) ? [] : [text.Trim()];

    private static (string Value, Wording? Said) Read(FormField field, List<string> texts) => field.Type switch
    {
        FieldType.Choices => Choices(field, [.. texts.SelectMany(t => t.Split(','))]),
        _ when texts.Count > 1 => ("", null),
        FieldType.Choice => Choices(field, texts),
        FieldType.Number => Number(field, texts[0]),
        FieldType.Money => Money(field, texts[0]),
        FieldType.Date => Day(texts[0]),
        FieldType.DateTime => Moment(texts[0]),
        FieldType.YesNo => texts[0] switch
        {
            "true" => ("true", new("是", "Yes")),
            "false" => ("false", new("否", "No")),
            _ => ("", null),
        },
        _ => Words.AreGood(texts[0], (int)(field.Max ?? MaxText)) ? Same(texts[0]) : ("", null),
    };

    private static (string, Wording?) Same(string text) => (text, new(text, text));

    private static (string, Wording?) Choices(FormField field, List<string> codes)
    {
        var chosen = field.Options.Where(o => codes.Contains(o.Code)).ToList();
        return codes.Count > MostChoices || chosen.Count != codes.Distinct().Count() ? ("", null)
            : (string.Join(',', chosen.Select(c => c.Code)),
                new(string.Join('、', chosen.Select(c => c.NameZh)), string.Join(", ", chosen.Select(c => c.NameEn))));
    }

    private static (string, Wording?) Number(FormField field, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= (field.Max ?? MaxNumber)
            ? Same(number.ToString(CultureInfo.InvariantCulture)) : ("", null);

    private static (string, Wording?) Money(FormField field, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            || yuan > (field.Max ?? MostYuan) || decimal.Round(yuan, 2) != yuan)
        {
            return ("", null);
        }

        var said = yuan.ToString("0.00", CultureInfo.InvariantCulture);
        return (((long)(yuan * 100)).ToString(CultureInfo.InvariantCulture), new($"{said} 元", $"CNY {said}"));
    }

    private static (string, Wording?) Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? Same(text) : ("", null);

    private static (string, Wording?) Moment(string text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
            || moment.Year is < 2000 or > 2100)
        {
            return ("", null);
        }

        var at = moment.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(moment, ChinaTime.Offset)
            : new DateTimeOffset(moment);
        return Same($"{at.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm}") is (_, var said)
            ? (at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), said) : ("", null);
    }

    private static Wording Wanted(FormField field) => field.Type switch
    {
        FieldType.Number =>
            new($"须为 0 到 {field.Max ?? MaxNumber} 的整数。", $"A whole number, 0 to {field.Max ?? MaxNumber}."),
        FieldType.Money => new(
            $"须为金额（元），最多两位小数，不超过 {field.Max ?? MostYuan}。",
            $"An amount in yuan, two decimals at most, no more than {field.Max ?? MostYuan}."),
        FieldType.Date => new("须为日期，例如 2026-11-22。", "A date such as 2026-11-22."),
        FieldType.DateTime => new("须为时间，例如 2026-11-22T18:30。", "A moment such as 2026-11-22T18:30."),
        FieldType.YesNo => new("须为 true 或 false。", "true or false."),
        FieldType.Choice or FieldType.Choices => new(
            $"请从以下选项中选择：{string.Join('、', field.Options.Select(o => o.Code))}。",
            $"Choose among {string.Join(", ", field.Options.Select(o => o.Code))}."),
        _ => new(
            $"须为 1–{field.Max ?? MaxText} 个字，不含控制字符。", $"1–{field.Max ?? MaxText} characters, no control characters."),
    };
}
