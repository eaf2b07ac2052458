using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// Generated readers and writers for the one busy route: no reflection, and the same options as everywhere else.
/// </summary>
[JsonSerializable(typeof(ReportClue.Request))]
[JsonSerializable(typeof(ReportClue.Answer))]
[JsonSerializable(typeof(RegionRecord))]
[JsonSerializable(typeof(IReadOnlyList<FormAnswer>))]
[JsonSerializable(typeof(ClueReported))]
[JsonSerializable(typeof(CaseRegistered))]
[JsonSerializable(typeof(CaseDispatched))]
internal sealed partial class ClueJson : JsonSerializerContext
{
    /// <summary>As requests and answers are written.</summary>
    public static readonly ClueJson Http = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>As facts are written.</summary>
    public static readonly ClueJson Facts = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<FieldType>() },
    });
}
