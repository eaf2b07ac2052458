using System.Globalization;
using System.Text.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Open311.Services;

/// <summary>
/// The answers to a service definition: <c>attribute[code]=…</c>, repeated or as <c>attribute[code][]=…</c> for a list
/// of several. What the definition does not ask for is left aside: clients such as FixMyStreet always send some of
/// their own.
/// </summary>
internal sealed class AttributeAnswers
{
    private const int MaxString = 200;
    private const int MaxText = 1000;
    private readonly List<(ServiceAttribute Attribute, IReadOnlyList<string> Values)> _given = [];
    private readonly IReadOnlyList<FormAnswer> _form;

    private AttributeAnswers(IReadOnlyList<FormAnswer> form) => _form = form;

    public static AttributeAnswers Read(
        Sent sent, Category service, ServiceAttributes attributes, List<Open311Error> errors)
    {
        var answers = new AttributeAnswers(ReadForm(sent, service.Form, errors));
        foreach (var attribute in attributes.Besides(service))
        {
            var name = NameOf(attribute.Code);
            var values = sent.Many(name);
            if (values.Count == 0)
            {
                errors.AddRange(attribute.Required ? [Open311Error.NotProvided(name)] : []);
            }
            else if (WrongWith(attribute, values) is { } wrong)
            {
                errors.Add(Open311Error.Wrong(name, wrong.Zh, wrong.En));
            }
            else
            {
                answers._given.Add((attribute, [.. values.Distinct(StringComparer.Ordinal)]));
            }
        }

        return answers;
    }

    /// <summary>Answers to the category's form, as every case keeps them. Null: nothing was answered.</summary>
    public string? FormJson() => _form.Count == 0 ? null
        : JsonSerializer.Serialize(_form, ClueJson.Facts.IReadOnlyListFormAnswer);

    /// <summary>The others, as stored with the request: code to values. Null: nothing was answered.</summary>
    public string? Json() => _given.Count == 0 ? null
        : JsonSerializer.Serialize(_given.ToDictionary(g => g.Attribute.Code, g => g.Values));

    /// <summary>A line for each answer, as whoever works on the case reads it.</summary>
    public IEnumerable<string> Lines() => _given.Select(g =>
        $"{g.Attribute.Description.Zh}：{string.Join("、", g.Values.Select(v => NameOf(g.Attribute, v)))}");

    private static IReadOnlyList<FormAnswer> ReadForm(
        Sent sent, IReadOnlyList<FormField> form, List<Open311Error> errors)
    {
        var given = form.ToDictionary(f => f.Code, f => sent.Many(NameOf(f.Code)).Select(v => DayOf(f, v)).ToList());
        var answers = FormCheck.Read(form, given.ToDictionary(
            g => g.Key, g => g.Value is [var one] ? JsonSerializer.SerializeToElement(one)
                : JsonSerializer.SerializeToElement(g.Value)), out var wrong);
        errors.AddRange(wrong.Select(w => given[w.Key].Count == 0 ? Open311Error.NotProvided(NameOf(w.Key))
            : Open311Error.Wrong(NameOf(w.Key), w.Value.Zh, w.Value.En)));
        return answers;
    }

    /// <summary>Open311 knows no days, only moments: a day of the form is the moment's in China.</summary>
    private static string DayOf(FormField field, string value) =>
        field.Type == FieldType.Date && W3Dates.Parse(value) is { } moment ? $"{ChinaTime.DayOf(moment):yyyy-MM-dd}"
            : value;

    private static string NameOf(string code) => $"attribute[{code}]";

    private static string NameOf(ServiceAttribute attribute, string value) =>
        attribute.Values.FirstOrDefault(v => v.Key == value)?.Name.Zh ?? value;

    private static Wording? WrongWith(ServiceAttribute attribute, IReadOnlyList<string> values)
    {
        if (values.Count > 1 && attribute.Datatype != AttributeType.Multivaluelist)
        {
            return new("只能填写一个值。", "one value only");
        }

        return attribute.Datatype switch
        {
            _ when ServiceAttributes.IsList(attribute) => values.All(v => attribute.Values.Any(k => k.Key == v)) ? null
                : new("须为列表中的 key。", "a key of its values"),
            AttributeType.Number =>
                double.TryParse(values[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                && double.IsFinite(n) && values[0].Length <= MaxString ? null : new("须为数字。", "a number"),
            AttributeType.Datetime => W3Dates.Parse(values[0]) is not null ? null
                : new("须为带时区的 ISO 8601 时间。", "ISO 8601 with an offset"),
            AttributeType.String => Words.AreGood(values[0], MaxString) && !values[0].AsSpan().ContainsAny('\r', '\n')
                ? null : new($"须为 1–{MaxString} 个字，不换行。", $"1–{MaxString} characters without line breaks"),
            _ => Words.AreGood(values[0], MaxText) ? null
                : new($"须为 1–{MaxText} 个字。", $"1–{MaxText} characters"),
        };
    }
}
