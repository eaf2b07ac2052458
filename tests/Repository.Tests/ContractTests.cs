using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiderPlatform.Contracts;

namespace RiderPlatform.Repository.Tests;

/// <summary>
/// A fact on the wire outlives every release: its name, its properties and their types are compared with the snapshot.
/// An additive optional property goes into the snapshot (run once with UPDATE_SNAPSHOTS=1 and read the difference);
/// anything else is a new version of the fact.
/// </summary>
public sealed class ContractTests
{
    private const string Snapshot = "tests/Repository.Tests/contracts.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly NullabilityInfoContext Nullability = new();

    private static IEnumerable<(Type Type, ContractAttribute Contract)> Facts =>
        typeof(ContractAttribute).Assembly.GetTypes()
        .Select(t => (t, t.GetCustomAttribute<ContractAttribute>())).Where(x => x.Item2 is not null)
            .Select(x => (x.t, x.Item2!));

    [Fact]
    public void Contracts_EqualTheirSnapshot()
    {
        var now = JsonSerializer.Serialize(
            Facts.OrderBy(x => x.Contract.WireName, StringComparer.Ordinal)
                .ToDictionary(x => x.Contract.WireName, x => Shape(x.Type)), Indented);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not null)
        {
            File.WriteAllText(Path.Combine(Tree.Root, Snapshot), now + "\n");
        }

        Assert.Equal(Tree.Read(Snapshot).Trim(), now.Trim());
    }

    [Fact]
    public void Contracts_AreSealedRecordsWithoutPersonalData()
    {
        string[] personal = ["Phone", "IdNumber", "RealName", "Text", "Address"];
        foreach (var (type, _) in Facts)
        {
            Assert.True(type.IsSealed, $"{type.Name} is not sealed");
            Assert.DoesNotContain(type.GetProperties(), p => personal.Contains(p.Name));
        }
    }

    /// <summary>
    /// A mandatory fact that nobody consumes would wait in the outbox for ever; one that is consumed but only broadcast
    /// could be lost.
    /// </summary>
    [Fact]
    public void MandatoryFacts_AreThoseThatAServiceConsumes()
    {
        var consumed = Tree.Files("Program.cs").Where(f => f.StartsWith("services/", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(Tree.Read(f), @"\.Add<(\w+),\s*\w+>\(").Select(m => m.Groups[1].Value))
                .ToHashSet();
        var mandatory = Facts.Where(x => !x.Contract.Broadcast).Select(x => x.Type.Name).ToHashSet();
        Assert.Equal(mandatory.Order(), consumed.Order());
    }

    private static SortedDictionary<string, string> Shape(Type type) =>
        new(type.GetProperties()
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), Describe), StringComparer.Ordinal);

    private static string Describe(PropertyInfo p)
    {
        var required = p.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return $"{Name(p.PropertyType)}{(Optional(p) ? "?" : "")}{required}";
    }

    private static bool Optional(PropertyInfo p) =>
        Nullable.GetUnderlyingType(p.PropertyType) is not null
            || Nullability.Create(p).ReadState == NullabilityState.Nullable;

    private static string Name(Type type) => Nullable.GetUnderlyingType(type)?.Name
        ?? (type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(Name))}>" : type.Name);
}
