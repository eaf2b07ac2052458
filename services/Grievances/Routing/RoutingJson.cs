using System.Text.Json;
using System.Text.Json.Serialization;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Routing;

/// <summary>How a decision is stored with the case.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RoutingDecision))]
internal sealed partial class RoutingJson : JsonSerializerContext;
