using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>What the event of a resolving keeps beside the note.</summary>
/// <param name="Spot">What the photos say of where and when; null where they say nothing.</param>
/// <param name="Answers">To the category's form of that day.</param>
internal sealed record ResolveData(SpotCheck? Spot, IReadOnlyList<FormAnswer>? Answers)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<FieldType>() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Of any event's data: what is not there is null.</summary>
    public static ResolveData? Read(JsonElement? data) => data?.Deserialize<ResolveData>(Options);
}
