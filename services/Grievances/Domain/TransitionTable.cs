using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// The life of a case as data (<c>transitions.json</c>): state × action → next state, who may, what must be given. A
/// table that would strand a case, or that two lines contradict, does not load.
/// </summary>
public sealed class TransitionTable
{
    /// <summary>The roles that a line may name.</summary>
    public static readonly IReadOnlyList<string> KnownRoles =
        ["rider", "handler", "dispatcher", "supervisor", System];

    /// <summary>The platform itself, where a moment has come; nobody holds this role.</summary>
    public const string System = "system";

    /// <summary>The request fields that a line may require.</summary>
    public static readonly IReadOnlyList<string> KnownFields =
        ["unitId", "reason", "reasonCode", "duty", "proof", "note", "evidence", "category", "solved", "satisfaction",
        "outcome", "into"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<(CaseStatus, CaseAction), Transition> _lines;

    private TransitionTable(IReadOnlyList<Transition> lines)
    {
        Lines = lines;
        _lines = lines.ToDictionary(t => (t.From, t.Action));
    }

    public IReadOnlyList<Transition> Lines { get; }

    /// <summary>Null where the action is not open in that state.</summary>
    public Transition? Find(CaseStatus from, CaseAction action) => _lines.GetValueOrDefault((from, action));

    /// <summary>The roles that people may do it by; what the platform does by itself is not among them.</summary>
    public IReadOnlyList<string> WhoMay(CaseAction action) =>
        [.. Lines.Where(t => t.Action == action).SelectMany(t => t.Who).Where(w => w != System).Distinct()];

    /// <summary>The table that ships with the service.</summary>
    public static TransitionTable Standard()
    {
        using var stream = typeof(TransitionTable).Assembly.GetManifestResourceStream("transitions.json")
            ?? throw new InvalidOperationException("transitions.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Load(reader.ReadToEnd());
    }

    /// <summary>
    /// Throws <see cref="InvalidDataException"/> that names everything wrong with <paramref name="json"/>.
    /// </summary>
    public static TransitionTable Load(string json)
    {
        List<Transition> lines;
        try
        {
            lines = JsonSerializer.Deserialize<List<Transition>>(json, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The transition table cannot be read: {e.Message}", e);
        }

        var wrong = TransitionChecks.Of(lines).ToList();
        return wrong.Count == 0
            ? new TransitionTable(lines)
            : throw new InvalidDataException($"The transition table is wrong:\n{string.Join('\n', wrong)}");
    }
}
