using System.Reflection;
using System.Text.Json;
using RiderPlatform.Contracts;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>The facts of <c>services/Contracts</c> by wire name, and how they are written.</summary>
public static class Facts
{
    /// <summary>
    /// How facts are written in the outbox and on the wire: camelCase, enums never (contracts hold strings).
    /// </summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<Type, ContractAttribute> ByType = typeof(ContractAttribute).Assembly.GetTypes()
        .Select(t => (Type: t, Fact: t.GetCustomAttribute<ContractAttribute>()))
        .Where(x => x.Fact is not null)
        .ToDictionary(x => x.Type, x => x.Fact!);

    private static readonly Dictionary<string, Type> ByName = ByType.ToDictionary(x => x.Value.WireName, x => x.Key);

    public static IReadOnlyCollection<Type> All => ByType.Keys;

    /// <summary>Throws for a type that is no contract: a programming error.</summary>
    public static ContractAttribute Of(Type type) =>
        ByType.TryGetValue(type, out var fact) ? fact
            : throw new ArgumentException($"{type} has no [Contract] and is no contract.");

    /// <summary>Whether it is no fault when nobody listens.</summary>
    public static bool IsBroadcast(string wireName) => ByWireName(wireName) is { } type && Of(type).Broadcast;

    public static bool IsFact(Type type) => ByType.ContainsKey(type);

    /// <summary>Null for a name that this build does not know.</summary>
    public static Type? ByWireName(string name) => ByName.GetValueOrDefault(name);
}
