using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Manifest;

/// <summary>
/// The packages that would prove it cannot be had here, so this stands in for the other build: the stand-in offers
/// nothing that Aspire has not in the same shape, and Program.cs calls nothing else.
/// </summary>
public sealed partial class SurfaceTests
{
    private static readonly string[] Surface =
    [
        .. Repository.Read("tests/AppHost.Tests/Manifest/AspireSurface.txt").Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    /// <summary>Not extension methods of Aspire, and in Program.cs all the same.</summary>
    private static readonly string[] OtherCalls = ["CreateBuilder", "Build", "Run", "GetValue"];

    [Fact]
    public void StandIn_OffersAspiresShapesAndNoOthers() => Assert.Equal(
        Surface.Order(),
        typeof(DistributedApplication).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)))
            .Select(Signature)
            .Order());

    [Fact]
    public void Program_CallsNothingElse()
    {
        var program = Repository.Read("AppHost/Program.cs");
        var offered = Surface.Select(line => Name().Match(line).Groups[1].Value).Concat(OtherCalls).ToHashSet();
        var called = Call().Matches(program).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("WithReference", called);
        Assert.Empty(called.Except(offered));
        Assert.DoesNotContain("RiderPlatform.", program, StringComparison.Ordinal);
        Assert.DoesNotContain("#if", program, StringComparison.Ordinal);
        Assert.InRange(program.Split('\n').Length, 20, 90);
    }

    private static string Signature(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var parameters = method.GetParameters().Select(parameter =>
            $"{Name(parameter.ParameterType)} {parameter.Name}" +
            (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : ""));
        return $"{Name(method.ReturnType)} {method.Name}" +
            (generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(Name))}>") +
            $"({string.Join(", ", parameters)})" +
            string.Concat(generic.Select(type =>
                $" where {type.Name} : {string.Join(", ", type.GetGenericParameterConstraints().Select(Name))}"));
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{value.Name}?";
        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }

    [GeneratedRegex(@"^\S+ (\w+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\.(\w+)(?:<[\w.]+>)?\(")]
    private static partial Regex Call();
}
