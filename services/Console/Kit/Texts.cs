using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// What the pages say: <c>Texts/*.json</c>, key → [Chinese, English], read once. A key that is missing fails the page's
/// tests: it is shown as it is.
/// </summary>
public sealed class Texts(Language language)
{
    private static readonly FrozenDictionary<string, string[]> All = Read();

    public string this[string key] =>
        All.TryGetValue(key, out var pair) ? pair[language.IsChinese ? 0 : 1] : key;

    /// <summary>The text with <c>{0}</c>, <c>{1}</c> … filled in.</summary>
    public string Of(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The language's half of a pair from the API.</summary>
    public string Of(Api.Cases.Wording wording) => language.Pick(wording.Zh, wording.En);

    /// <summary>The part of a pair of sentences from the API that this language reads.</summary>
    public string Said(string pair) => Api.Problem.Part(pair, language.IsChinese);

    public static IEnumerable<KeyValuePair<string, string[]>> Entries => All;

    public static bool Has(string key) => All.ContainsKey(key);

    private static FrozenDictionary<string, string[]> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("Texts/", StringComparison.Ordinal))
            .SelectMany(n =>
            {
                using var file = assembly.GetManifestResourceStream(n)!;
                return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
            })
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
