using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// How long a case of one severity may take: the unit from its dispatch to resolving it, and the whole, as the rider
/// sees it, from registration to closing.
/// </summary>
public sealed record ClockLimit
{
    public required Severity Severity { get; init; }

    public required int UnitHours { get; init; }

    public required int RiderHours { get; init; }

    [JsonIgnore]
    public TimeSpan Unit => TimeSpan.FromHours(UnitHours);

    [JsonIgnore]
    public TimeSpan Rider => TimeSpan.FromHours(RiderHours);
}

/// <summary>
/// The limits as data (<c>limits.json</c>), one for each clock and severity; a table with a hole does not load. They
/// are plain hours by day and night: working calendars come later and will turn the hours into moments. A unit has one
/// limit, up to resolving; there is none of its own for accepting, but the response rate measures acceptance by it.
/// </summary>
public sealed class ClockLimits
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<Severity, ClockLimit> _limits;

    private ClockLimits(IEnumerable<ClockLimit> limits) => _limits = limits.ToDictionary(l => l.Severity);

    public ClockLimit this[Severity severity] => _limits[severity];

    /// <summary>The limits that ship with the service.</summary>
    public static ClockLimits Standard()
    {
        using var stream = typeof(ClockLimits).Assembly.GetManifestResourceStream("limits.json")
            ?? throw new InvalidOperationException("limits.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Load(reader.ReadToEnd());
    }

    /// <summary>Throws <see cref="InvalidDataException"/> that says what is wrong.</summary>
    public static ClockLimits Load(string json)
    {
        List<ClockLimit> limits;
        try
        {
            limits = JsonSerializer.Deserialize<List<ClockLimit>>(json, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The limits cannot be read: {e.Message}", e);
        }

        var wrong = Enum.GetValues<Severity>().Where(s => limits.Count(l => l.Severity == s) != 1)
            .Select(s => $"{s} must stand once.")
            .Concat(limits.Where(l => l.UnitHours < 1 || l.RiderHours < l.UnitHours)
                .Select(l => $"{l.Severity}: unitHours is 1 or more, riderHours not less than unitHours.")).ToList();
        return wrong.Count == 0 ? new ClockLimits(limits)
            : throw new InvalidDataException($"The limits are wrong:\n{string.Join('\n', wrong)}");
    }
}
