using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Open311.Services;

internal enum AttributeType
{
    String,
    Number,
    Datetime,
    Text,
    Singlevaluelist,
    Multivaluelist,
}

internal sealed record AttributeValue(string Key, Wording Name);

/// <summary>One question of a service definition.</summary>
internal sealed record ServiceAttribute
{
    public required string Code { get; init; }

    public required AttributeType Datatype { get; init; }

    public bool Required { get; init; }

    public required Wording Description { get; init; }

    public Wording? Hint { get; init; }

    public IReadOnlyList<AttributeValue> Values { get; init; } = [];

    /// <summary>A field of the category's own form, as a client of Open311 knows fields.</summary>
    public static ServiceAttribute Of(FormField field) => new()
    {
        Code = field.Code,
        Datatype = field.Type switch
        {
            FieldType.Number or FieldType.Money => AttributeType.Number,
            FieldType.Date or FieldType.DateTime => AttributeType.Datetime,
            FieldType.YesNo or FieldType.Choice => AttributeType.Singlevaluelist,
            FieldType.Choices => AttributeType.Multivaluelist,
            _ => AttributeType.Text,
        },
        Required = field.Required,
        Description = new(field.NameZh, field.NameEn),
        Hint = field.Type == FieldType.Money ? new("单位：元", "In yuan") : null,
        Values = field.Type == FieldType.YesNo
            ? [new("true", new("是", "Yes")), new("false", new("否", "No"))]
            : [.. field.Options.Select(o => new AttributeValue(o.Code, new(o.NameZh, o.NameEn)))],
    };
}

/// <summary>
/// What a service asks beyond the standard fields: the form of its category, and after it what other systems are asked
/// besides (<c>service-attributes.json</c>), in the order in which it stands there. A file that a client could not make
/// a form of does not load.
/// </summary>
internal sealed class ServiceAttributes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, IReadOnlyList<ServiceAttribute>> _services;

    private ServiceAttributes(DateTimeOffset changeset, Dictionary<string, IReadOnlyList<ServiceAttribute>> services)
    {
        Changeset = changeset;
        _services = services;
    }

    /// <summary>When the file last changed.</summary>
    public DateTimeOffset Changeset { get; }

    public IReadOnlyList<ServiceAttribute> Of(Category service) =>
        [.. service.Form.Select(ServiceAttribute.Of), .. Besides(service)];

    /// <summary>Without what the category's form has come to ask itself.</summary>
    public IEnumerable<ServiceAttribute> Besides(Category service) => _services.GetValueOrDefault(service.Code, [])
        .Where(a => !service.Form.Any(f => f.Code == a.Code));

    public static ServiceAttributes Standard()
    {
        using var stream = typeof(ServiceAttributes).Assembly.GetManifestResourceStream("service-attributes.json")!;
        using var reader = new StreamReader(stream);
        return Load(reader.ReadToEnd());
    }

    /// <summary>Throws <see cref="InvalidDataException"/> that says what is wrong.</summary>
    public static ServiceAttributes Load(string json)
    {
        var file = JsonSerializer.Deserialize<File>(json, Json)!;
        var wrong = file.Services.SelectMany(s => s.Value.Select(a => (Service: s.Key, Attribute: a)))
            .Where(x => x.Attribute.Code.Length == 0
                || !x.Attribute.Code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
                || IsList(x.Attribute) != (x.Attribute.Values.Count > 0)
                || x.Attribute.Values.DistinctBy(v => v.Key).Count() < x.Attribute.Values.Count)
            .Select(x => $"{x.Service}: {x.Attribute.Code}")
            .Concat(file.Services.Where(s => s.Value.DistinctBy(a => a.Code).Count() < s.Value.Count)
                .Select(s => $"{s.Key}: a code stands twice")).ToList();
        return wrong.Count == 0 ? new ServiceAttributes(file.Changeset, file.Services)
            : throw new InvalidDataException($"Service attributes are wrong:\n{string.Join('\n', wrong)}");
    }

    public static bool IsList(ServiceAttribute attribute) =>
        attribute.Datatype is AttributeType.Singlevaluelist or AttributeType.Multivaluelist;

    private sealed record File(DateTimeOffset Changeset, Dictionary<string, IReadOnlyList<ServiceAttribute>> Services);
}
